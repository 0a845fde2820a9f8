package dev.lendersync.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Registers the Client Apps and remembers their credentials, which the Staff App shows only once.
final class ClientAccounts {
    private static final String FILE = "clients.json";

    private final Home home;
    private final StaffApi staff;

    ClientAccounts(Home home, StaffApi staff) {
        this.home = home;
        this.staff = staff;
    }

    /// The accounts of the Client Apps with these base URLs: remembered ones that the Staff App still knows, else new.
    List<ClientAccount> of(List<String> urls) throws IOException, InterruptedException {
        Map<String, ClientAccount> known = known();
        List<ClientAccount> accounts = new ArrayList<>();
        for (int index = 0; index < urls.size(); index++) {
            String url = urls.get(index);
            ClientAccount account = known.get(url);
            if (account == null) {
                account = staff.register("Client App " + (index + 1), url);
                known.put(url, account);
                home.write(FILE, List.copyOf(known.values()));
            }
            accounts.add(account);
        }
        return accounts;
    }

    private Map<String, ClientAccount> known() throws IOException, InterruptedException {
        Set<String> registered = staff.clientIds();
        Map<String, ClientAccount> known = new HashMap<>();
        home.read(FILE)
                .ifPresent(accounts -> accounts.forEach(json -> {
                    ClientAccount account = account(json);
                    if (registered.contains(account.id())) {
                        known.put(account.url(), account);
                    }
                }));
        return known;
    }

    private static ClientAccount account(JsonNode json) {
        return new ClientAccount(
                json.path("id").asString(),
                json.path("name").asString(),
                json.path("url").asString(),
                json.path("apiKey").asString(),
                json.path("webhookSecret").asString());
    }
}
