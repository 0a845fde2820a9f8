package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.SyncHeaders;
import dev.lendersync.run.sample.SampleCatalog;
import dev.lendersync.run.sample.SampleLoader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Staff App nodes on a database of their own, behind one address, and Client Apps. Between any two of them is a
/// [Proxy], so that a test can do to each what networks do.
final class LocalSystem implements AutoCloseable {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String HOST = "127.0.0.1";
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int SAMPLE_SEED = 11;
    private static final String STAFF_MEMORY = "256m";
    private static final String CLIENT_MEMORY = "160m";

    // Set once.
    private final SecureRandom random = new SecureRandom();
    private final Path home;
    private final String token;
    private final String secretsKey;
    private final Proxy databaseLink;
    private final Proxy front;
    private final List<AppProcess> nodes = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    // Written by the test's thread, read by any.
    private volatile TestDatabase database;

    /// How large it is.
    ///
    /// @param nodes of the Staff App
    /// @param clients that follow the Staff App; one more follows the first of them if `relayed`
    /// @param settings of each app, beside those that it needs
    record Shape(int nodes, int clients, boolean relayed, Map<String, String> settings) {
        static final Shape PLAIN = new Shape(1, 2, false);

        Shape(int nodes, int clients, boolean relayed) {
            this(nodes, clients, relayed, Map.of());
        }
    }

    /// A Client App.
    ///
    /// @param key its API key at the Staff App
    /// @param dataDir where it keeps its catalog
    /// @param link between it and what it follows
    record Client(AppProcess app, String key, Path dataDir, Proxy link) {
        String syncUrl() {
            return app.url() + SyncHeaders.SYNC_PATH;
        }

        Path cacheFile() {
            return dataDir.resolve("catalog.json");
        }

        Http.Answer freshness() throws IOException, InterruptedException {
            return Http.get(app.url() + "/api/freshness");
        }
    }

    private LocalSystem(Path home, TestDatabase database) throws IOException {
        this.home = home;
        this.database = database;
        this.token = "lst_"
                + random.ints(40, 0, ALPHABET.length())
                        .mapToObj(index -> ALPHABET.substring(index, index + 1))
                        .collect(Collectors.joining());
        byte[] key = new byte[32];
        random.nextBytes(key);
        this.secretsKey = Base64.getEncoder().encodeToString(key);
        this.databaseLink = Proxy.to(List.of(database.server().port()));
        this.front = Proxy.to(List.of());
    }

    /// Where it keeps everything of one test.
    Path home() {
        return home;
    }

    static String jar(String app) {
        return ROOT.resolve(app).resolve("target").resolve(app + ".jar").toString();
    }

    /// One Staff App and two Client Apps on the shared server.
    static LocalSystem start() throws Exception {
        return start(PostgresServer.shared(), Shape.PLAIN);
    }

    /// Starts everything and waits until all of it is ready.
    static LocalSystem start(PostgresServer postgres, Shape shape) throws Exception {
        // Below target, so that the logs of a failed test can be read until the next build.
        Path home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "system-");
        LocalSystem system = new LocalSystem(home, TestDatabase.create(postgres));
        boolean started = false;
        try {
            system.startAll(shape);
            started = true;
            return system;
        } finally {
            if (!started) {
                system.close();
            }
        }
    }

    private void startAll(Shape shape) throws Exception {
        for (int number = 1; number <= shape.nodes(); number++) {
            AppProcess node = node("staff-" + number, database.uri(databaseLink.port()), shape.settings());
            nodes.add(node);
            node.restart();
        }
        front.leadTo(ports(nodes));
        for (int number = 1; number <= shape.clients(); number++) {
            clients.add(registered("client-" + number, Proxy.to(ports(nodes)), shape.settings()));
        }
        if (shape.relayed()) {
            // Nobody but the one that it follows knows of it.
            Proxy link = Proxy.to(ports(List.of(clients.getFirst().app())));
            clients.add(client("relayed", freePort(), link, clients.getFirst().key(), shape.settings()));
        }
        for (Client client : clients) {
            client.app().start();
        }
        for (Client client : clients) {
            client.app().waitReady();
        }
    }

    private static List<Integer> ports(List<AppProcess> apps) {
        return apps.stream().map(AppProcess::port).toList();
    }

    /// A Staff App, not started.
    AppProcess node(String name, String databaseUrl) throws IOException {
        return node(name, databaseUrl, Map.of());
    }

    /// One more Staff App, over TLS with this certificate, started but maybe not ready; whoever asks for it closes it.
    AppProcess nodeOverTls(PemFiles pem, Map<String, String> settings) throws IOException {
        Map<String, String> withTls = new HashMap<>(settings);
        withTls.put("TLS_CERT", pem.certificate().toString());
        withTls.put("TLS_KEY", pem.key().toString());
        AppProcess node = node("staff-tls", database.uri(databaseLink.port()), withTls);
        node.start();
        return node;
    }

    private AppProcess node(String name, String databaseUrl, Map<String, String> settings) throws IOException {
        int port = freePort();
        Map<String, String> environment = new HashMap<>(settings);
        environment.putAll(Map.of(
                "DATABASE_URL", databaseUrl,
                "SECRETS_KEY", secretsKey,
                "STAFF_ADMIN_TOKEN", token,
                "STAFF_HOST", HOST,
                "STAFF_PORT", Integer.toString(port),
                "STAFF_DATA_DIR", home.resolve(name).toString(),
                "WEBHOOK_ALLOWED_NETWORKS", "127.0.0.0/8"));
        return new AppProcess(
                AppProcess.java(STAFF_MEMORY, "-jar", jar("staff-app")),
                home,
                environment,
                home.resolve(name + ".log"),
                port);
    }

    /// What a client is given when it is registered.
    record Account(String key, String webhookSecret) {}

    /// Registers a client that is to answer at this URL.
    Account register(String name, String url) throws IOException, InterruptedException {
        Http.Answer answer = call("POST", "/api/clients", Map.of("name", name, "baseUrl", url));
        assertThat(answer.status()).isEqualTo(201);
        JsonNode json = answer.json();
        return new Account(
                json.path("apiKey").asString(), json.path("webhookSecret").asString());
    }

    /// A Client App that the Staff App knows, and sends webhooks to.
    private Client registered(String name, Proxy link, Map<String, String> settings)
            throws IOException, InterruptedException {
        int port = freePort();
        Account account = register(name, "http://" + HOST + ":" + port);
        Map<String, String> more = new HashMap<>(settings);
        more.put("WEBHOOK_SECRET", account.webhookSecret());
        return client(name, port, link, account.key(), more);
    }

    private Client client(String name, int port, Proxy link, String key, Map<String, String> more) {
        Path dataDir = home.resolve(name);
        Map<String, String> environment = new HashMap<>(more);
        environment.putAll(Map.of(
                "CLIENT_HOST", HOST,
                "CLIENT_PORT", Integer.toString(port),
                "STAFF_API_URL", link.url(),
                "STAFF_API_KEY", key,
                "CLIENT_DATA_DIR", dataDir.toString()));
        AppProcess app = new AppProcess(
                AppProcess.java(CLIENT_MEMORY, "-jar", jar("client-app")),
                home,
                environment,
                home.resolve(name + ".log"),
                port);
        return new Client(app, key, dataDir, link);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Whether nothing listens there.
    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    TestDatabase database() {
        return database;
    }

    /// Puts a sample catalog of this size in place of what there is.
    ///
    /// @param published as many, some drafts and archived ones beside
    void load(int published) throws SQLException {
        database.execute("TRUNCATE lender_products CASCADE");
        database.execute("DELETE FROM lenders");
        try (Connection connection = database.connect()) {
            SampleLoader.load(connection, SampleCatalog.of(SAMPLE_SEED, published));
        }
    }

    /// Leads the Staff App's nodes to another database from now on.
    void moveTo(TestDatabase next) {
        database = next;
        databaseLink.leadTo(List.of(next.server().port()));
    }

    /// Between the Staff App's nodes and PostgreSQL.
    Proxy databaseLink() {
        return databaseLink;
    }

    /// The Staff App, or the first node of it.
    AppProcess staff() {
        return nodes.getFirst();
    }

    List<AppProcess> nodes() {
        return List.copyOf(nodes);
    }

    List<Client> clients() {
        return List.copyOf(clients);
    }

    /// The Staff App's catalog, as somebody with this key or token gets it.
    Http.Answer pull(String credential, String query) throws IOException, InterruptedException {
        return pull(front.url(), credential, query);
    }

    /// The catalog of one node.
    Http.Answer pull(AppProcess node) throws IOException, InterruptedException {
        return pull(node.url(), token, "");
    }

    private static Http.Answer pull(String url, String credential, String query)
            throws IOException, InterruptedException {
        return Http.get(url + SyncHeaders.SYNC_PATH + query, "Authorization", "Bearer " + credential);
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
        return Http.send(method, front.url() + path, json, all.toArray(String[]::new));
    }

    /// Ends every process of it.
    @Override
    public void close() {
        clients.forEach(client -> client.app().close());
        nodes.forEach(AppProcess::close);
        clients.forEach(client -> client.link().close());
        front.close();
        databaseLink.close();
    }
}
