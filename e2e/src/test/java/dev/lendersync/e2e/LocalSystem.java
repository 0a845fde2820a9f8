package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.SyncHeaders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A Staff App on a database of its own, with registered Client Apps, two unless told otherwise.
final class LocalSystem implements AutoCloseable {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String HOST = "127.0.0.1";
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int CLIENTS = 2;

    private final SecureRandom random = new SecureRandom();
    private final Path home;
    private final TestDatabase database;
    private final String token;
    private final AppProcess staff;
    private final List<Client> clients = new ArrayList<>();

    /// A Client App.
    ///
    /// @param key its API key at the Staff App
    /// @param dataDir where it keeps its catalog
    record Client(AppProcess app, String key, Path dataDir) {
        String syncUrl() {
            return app.url() + SyncHeaders.SYNC_PATH;
        }

        Http.Answer freshness() throws IOException, InterruptedException {
            return Http.get(app.url() + "/api/freshness");
        }
    }

    /// What a client was given when it was registered.
    record Account(String key, String webhookSecret) {}

    private LocalSystem(Path home, TestDatabase database) throws IOException {
        this.home = home;
        this.database = database;
        this.token = "lst_"
                + random.ints(40, 0, ALPHABET.length())
                        .mapToObj(index -> ALPHABET.substring(index, index + 1))
                        .collect(Collectors.joining());
        byte[] secretsKey = new byte[32];
        random.nextBytes(secretsKey);
        int port = freePort();
        this.staff = new AppProcess(
                AppProcess.java("512m", "-jar", jar("staff-app")),
                home,
                Map.of(
                        "DATABASE_URL", database.uri(),
                        "SECRETS_KEY", Base64.getEncoder().encodeToString(secretsKey),
                        "STAFF_ADMIN_TOKEN", token,
                        "STAFF_HOST", HOST,
                        "STAFF_PORT", Integer.toString(port),
                        "STAFF_DATA_DIR", home.resolve("staff").toString(),
                        "WEBHOOK_ALLOWED_NETWORKS", "127.0.0.0/8"),
                home.resolve("staff-app.log"),
                "http://" + HOST + ":" + port);
    }

    /// The absolute path of an app's program.
    static String jar(String app) {
        return ROOT.resolve(app).resolve("target").resolve(app + ".jar").toString();
    }

    /// Starts everything and waits until all of it is ready.
    static LocalSystem start() throws Exception {
        return start(CLIENTS);
    }

    static LocalSystem start(int clients) throws Exception {
        LocalSystem system = new LocalSystem(Files.createTempDirectory("lender-sync-e2e"), TestDatabase.create());
        boolean started = false;
        try {
            system.startAll(clients);
            started = true;
            return system;
        } finally {
            if (!started) {
                system.close();
            }
        }
    }

    private void startAll(int count) throws Exception {
        staff.restart();
        for (int number = 1; number <= count; number++) {
            Client client = clientApp("client-" + number, freePort());
            clients.add(client);
            client.app().start();
        }
        for (Client client : clients) {
            client.app().waitReady();
        }
    }

    /// Registers a client that is to answer at this URL.
    Account register(String name, String url) throws IOException, InterruptedException {
        Http.Answer answer = call("POST", "/api/clients", Map.of("name", name, "baseUrl", url));
        assertThat(answer.status()).isEqualTo(201);
        JsonNode json = answer.json();
        return new Account(
                json.path("apiKey").asString(), json.path("webhookSecret").asString());
    }

    private Client clientApp(String name, int port) throws IOException, InterruptedException {
        String url = "http://" + HOST + ":" + port;
        Account account = register(name, url);
        Path dataDir = home.resolve(name);
        AppProcess app = new AppProcess(
                AppProcess.java("256m", "-jar", jar("client-app")),
                home,
                Map.of(
                        "CLIENT_HOST", HOST,
                        "CLIENT_PORT", Integer.toString(port),
                        "STAFF_API_URL", staff.url(),
                        "STAFF_API_KEY", account.key(),
                        "WEBHOOK_SECRET", account.webhookSecret(),
                        "CLIENT_DATA_DIR", dataDir.toString()),
                home.resolve(name + ".log"),
                url);
        return new Client(app, account.key(), dataDir);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// A folder for whatever belongs to this system.
    Path home() {
        return home;
    }

    TestDatabase database() {
        return database;
    }

    AppProcess staff() {
        return staff;
    }

    List<Client> clients() {
        return List.copyOf(clients);
    }

    /// The Staff App's catalog, as somebody with this key or token gets it.
    Http.Answer pull(String credential, String query) throws IOException, InterruptedException {
        return Http.get(staff.url() + SyncHeaders.SYNC_PATH + query, "Authorization", "Bearer " + credential);
    }

    String token() {
        return token;
    }

    /// Calls the Staff App's API as its admin, without a body when that is empty.
    ///
    /// @param headers names and values in turn
    Http.Answer call(String method, String path, Object body, String... headers)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Authorization", "Bearer " + token));
        byte[] json = new byte[0];
        if (!body.equals(Map.of())) {
            json = Json.write(body);
            all.addAll(List.of("Content-Type", "application/json"));
        }
        return Http.send(method, staff.url() + path, json, all.toArray(String[]::new));
    }

    @Override
    public void close() {
        clients.forEach(client -> client.app().close());
        staff.close();
    }
}
