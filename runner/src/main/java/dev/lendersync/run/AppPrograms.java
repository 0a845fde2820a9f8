package dev.lendersync.run;

import dev.lendersync.run.SupervisedProcess.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How the two kinds of apps are started: their jar, memory and environment.
final class AppPrograms {
    private static final String LOOPBACK_NETWORKS = "127.0.0.0/8,::1/128";
    // A Client App is a stranger to these.
    private static final Set<String> STAFF_SECRETS =
            Set.of("DATABASE_URL", "SECRETS_KEY", "ADMIN_EMAIL", "ADMIN_PASSWORD", "STAFF_ADMIN_TOKEN");

    private final Settings settings;
    private final Home home;
    private final Path java;

    /// @param java the program to run the jars with
    AppPrograms(Settings settings, Home home, Path java) {
        this.settings = settings;
        this.home = home;
        this.java = java;
    }

    /// @param secretsKey used unless the environment has one
    Program staffApp(String databaseUrl, String secretsKey, AdminAccount admin) {
        Map<String, String> environment = new HashMap<>(settings.environment());
        environment.put("DATABASE_URL", databaseUrl);
        environment.put("STAFF_HOST", settings.staffHost());
        environment.put("STAFF_PORT", Integer.toString(settings.staffPort()));
        environment.put("STAFF_DATA_DIR", home.file("staff").toString());
        environment.put("ADMIN_EMAIL", admin.email());
        environment.put("ADMIN_PASSWORD", admin.password());
        environment.put("STAFF_ADMIN_TOKEN", admin.token());
        putUnlessSet(environment, "SECRETS_KEY", secretsKey);
        putUnlessSet(environment, "WEBHOOK_ALLOWED_NETWORKS", LOOPBACK_NETWORKS);
        return new Program(
                "Staff App",
                command("512m", "staff-app/target/staff-app.jar"),
                Map.copyOf(environment),
                home.log("staff-app"));
    }

    Program clientApp(int port, ClientAccount account) {
        Map<String, String> environment = new HashMap<>(settings.environment());
        environment.keySet().removeAll(STAFF_SECRETS);
        environment.put("CLIENT_HOST", settings.clientHost());
        environment.put("CLIENT_PORT", Integer.toString(port));
        environment.put("STAFF_API_URL", settings.staffUrl());
        environment.put("STAFF_API_KEY", account.apiKey());
        environment.put("WEBHOOK_SECRET", account.webhookSecret());
        environment.put("CLIENT_DATA_DIR", home.file(clientName(port)).toString());
        return new Program(
                "Client App on port " + port,
                command("256m", "client-app/target/client-app.jar"),
                Map.copyOf(environment),
                home.log(clientName(port)));
    }

    private static void putUnlessSet(Map<String, String> environment, String name, String value) {
        if (environment.getOrDefault(name, "").isBlank()) {
            environment.put(name, value);
        }
    }

    /// The name of a Client App's data folder and log.
    static String clientName(int port) {
        return "client-app-" + port;
    }

    private List<String> command(String memory, String jar) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        // By itself the heap would begin at a part of the machine's memory, far more than a catalog needs.
        command.add("-Xms32m");
        command.add("-Xmx" + memory);
        command.add("-XX:+UseSerialGC");
        command.add("-XX:+UseCompactObjectHeaders");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("-jar");
        command.add(settings.root().resolve(jar).toString());
        return List.copyOf(command);
    }
}
