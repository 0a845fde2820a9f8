package dev.lendersync.run;

import java.util.List;

/// The content of `run.json`, which tells scripts how to reach everything.
///
/// @param databaseUrl a libpq URI
record RunFile(
        String staffUrl,
        String staffToken,
        String adminEmail,
        String adminPassword,
        String databaseUrl,
        List<Client> clients) {
    static final String FILE = "run.json";

    record Client(String name, String url) {}

    static RunFile of(Settings settings, AdminAccount admin, String databaseUrl, List<ClientAccount> clients) {
        return new RunFile(
                settings.staffUrl(),
                admin.token(),
                admin.email(),
                admin.password(),
                databaseUrl,
                clients.stream()
                        .map(client -> new Client(client.name(), client.url()))
                        .toList());
    }

    @Override
    public String toString() {
        return "RunFile[" + staffUrl + "]";
    }
}
