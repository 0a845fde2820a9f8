package dev.lendersync.benchmarks;

import dev.lendersync.postgres.EmbeddedPostgres;
import dev.lendersync.postgres.EmbeddedPostgresConfig;
import dev.lendersync.protocol.Json;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A durable PostgreSQL and the Staff App's jar, each a process of its own, with a catalog of 500 products.
final class StaffSystem implements AutoCloseable {
    private static final String TOKEN = "lst_" + "b".repeat(40);

    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final Process process;
    private final URI url;
    private final HttpClient http = HttpClient.newHttpClient();

    private StaffSystem(Path folder, EmbeddedPostgres postgres, Process process, URI url) {
        this.folder = folder;
        this.postgres = postgres;
        this.process = process;
        this.url = url;
    }

    /// @param jar the Staff App
    /// @param environment more of it
    static StaffSystem start(Path jar, List<String> jvmArguments, Map<String, String> environment)
            throws IOException, InterruptedException, SQLException {
        Path folder = Files.createTempDirectory("lender-sync-benchmark");
        SecureRandom random = new SecureRandom();
        EmbeddedPostgres postgres =
                EmbeddedPostgres.start(EmbeddedPostgresConfig.in(folder.resolve("postgres"), random));
        int port = freePort();
        byte[] key = new byte[32];
        random.nextBytes(key);
        List<String> command = Stream.of(
                        Stream.of(ProcessHandle.current().info().command().orElse("java")),
                        jvmArguments.stream(),
                        Stream.of("--enable-native-access=ALL-UNNAMED", "-jar", jar.toString()))
                .flatMap(part -> part)
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("staff.log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "STAFF_PORT",
                        Integer.toString(port),
                        "DATABASE_URL",
                        postgres.uri(),
                        "STAFF_DATA_DIR",
                        folder.resolve("staff").toString(),
                        "STAFF_ADMIN_TOKEN",
                        TOKEN,
                        "SECRETS_KEY",
                        Base64.getEncoder().encodeToString(key)));
        builder.environment().putAll(environment);
        StaffSystem system = new StaffSystem(folder, postgres, builder.start(), URI.create("http://127.0.0.1:" + port));
        system.awaitReady();
        system.load();
        return system;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < deadline) {
            try {
                if (http.send(
                                        HttpRequest.newBuilder(url.resolve("/readyz"))
                                                .build(),
                                        HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200) {
                    return;
                }
            } catch (IOException e) {
                if (!process.isAlive()) {
                    throw new IOException("the Staff App died:\n" + Files.readString(folder.resolve("staff.log")), e);
                }
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new IOException("the Staff App is not ready within 60 s");
    }

    private void load() throws SQLException {
        try (Connection connection = connect()) {
            CatalogDatabase.load(connection);
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    List<UUID> products() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM lender_products ORDER BY id")) {
            Stream.Builder<UUID> ids = Stream.builder();
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
            }
            return ids.build().toList();
        }
    }

    /// The API key of a new client.
    String registerClient(String name) throws IOException, InterruptedException {
        return registerClient(name, "https://client.example.com");
    }

    /// @return its API key
    String registerClient(String name, String baseUrl) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/api/clients"))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"name\":\"" + name + "\",\"baseUrl\":\"" + baseUrl + "\"}"))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        JsonNode client = Json.read(answer.body());
        if (answer.statusCode() != 201) {
            throw new IOException("POST /api/clients answered " + answer.statusCode() + " " + answer.body());
        }
        return client.path("apiKey").stringValue();
    }

    /// The staff's.
    String token() {
        return TOKEN;
    }

    URI url() {
        return url;
    }

    String databaseUri() {
        return postgres.uri();
    }

    long pid() {
        return process.pid();
    }

    Path log() {
        return folder.resolve("staff.log");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        postgres.close();
    }
}
