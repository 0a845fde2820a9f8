package dev.lendersync.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.Problem;
import dev.lendersync.staff.database.TestDatabase;
import dev.lendersync.staff.database.TestServers;
import dev.lendersync.staff.http.DirectRoute;
import dev.lendersync.staff.http.Route;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A Staff App in this process on a database of its own, and somebody who calls it.
final class RunningStaff implements AutoCloseable {
    static final String TOKEN = "lst_" + "a".repeat(40);
    static final String ADMIN_EMAIL = "Admin@Example.com";
    static final String ADMIN_PASSWORD = "correct horse battery";

    /// An answer; the body is missing when it is empty or no JSON. Two are equal when status, tag and body are.
    record Reply(int status, HttpHeaders headers, JsonNode body) {
        Optional<String> etag() {
            return headers.firstValue("ETag");
        }

        /// The code of a problem.
        String code() {
            return text("type").replaceFirst(".*:", "");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Reply reply
                    && status == reply.status
                    && etag().equals(reply.etag())
                    && body.equals(reply.body);
        }

        @Override
        public int hashCode() {
            return Objects.hash(status, etag(), body);
        }

        ObjectNode object() {
            return (ObjectNode) body;
        }

        String text(String member) {
            return body.path(member).asString();
        }

        String revision() {
            return etag().orElseThrow();
        }
    }

    private final Optional<TestDatabase> database;
    private final StaffServer server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RunningStaff(Optional<TestDatabase> database, StaffServer server) {
        this.database = database;
        this.server = server;
    }

    static RunningStaff start(Path folder) throws SQLException, IOException {
        return start(folder, System::nanoTime);
    }

    static RunningStaff start(Path folder, LongSupplier nanos) throws SQLException, IOException {
        return start(folder, InstantSource.system(), nanos);
    }

    static RunningStaff start(Path folder, InstantSource clock, LongSupplier nanos) throws SQLException, IOException {
        return start(TestDatabase.on(TestServers.embedded()), folder, clock, nanos);
    }

    /// With options of how to listen, as on the command line.
    static RunningStaff listening(Path folder, String... listen) throws SQLException, IOException {
        TestDatabase database = TestDatabase.on(TestServers.embedded());
        Options options = options(folder, database.uri());
        new CommandLine(options.listen).parseArgs(listen);
        return new RunningStaff(
                Optional.of(database),
                StaffServer.start(options, InstantSource.system(), System::nanoTime, new SecureRandom()));
    }

    /// Another node on the same database, to be closed before this one.
    RunningStaff beside(Path otherFolder) throws IOException {
        return start(database(), otherFolder, InstantSource.system(), System::nanoTime);
    }

    private static RunningStaff start(TestDatabase database, Path folder, InstantSource clock, LongSupplier nanos)
            throws IOException {
        Options options = options(folder, database.uri());
        return new RunningStaff(Optional.of(database), StaffServer.start(options, clock, nanos, new SecureRandom()));
    }

    /// With a database of the caller's, by a role that does not own it.
    static RunningStaff start(Path folder, TestDatabase database, String role, String password) throws IOException {
        Options options = options(folder, database.uri(role, password));
        options.migrationDatabaseUrl = database.uri();
        return new RunningStaff(
                Optional.empty(),
                StaffServer.start(options, InstantSource.system(), System::nanoTime, new SecureRandom()));
    }

    private static Options options(Path folder, String databaseUrl) {
        Options options = new Options();
        options.port = 0;
        options.databaseUrl = databaseUrl;
        options.dataDir = folder;
        options.adminToken = TOKEN;
        options.adminEmail = ADMIN_EMAIL;
        options.adminPassword = ADMIN_PASSWORD;
        options.secretsKey = Base64.getEncoder().encodeToString(new byte[32]);
        return options;
    }

    String url() {
        return server.url();
    }

    URI uri(String path) {
        return URI.create(server.url() + path);
    }

    /// Ends this node, and leaves its database.
    void stop() {
        http.close();
        server.close();
    }

    TestDatabase database() {
        return database.orElseThrow();
    }

    List<Route> routes() {
        return server.routes();
    }

    List<DirectRoute> direct() {
        return server.direct();
    }

    /// With the staff token, and `If-Match` when it is given.
    Reply call(String method, String path, Object body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(method, path, TOKEN, Json.write(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    Reply call(String method, String path) throws IOException, InterruptedException {
        return send(request(method, path, TOKEN, new byte[0]));
    }

    /// Anything, by anybody.
    HttpRequest.Builder request(String method, String path, String token, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return body.length == 0 ? request : request.header("Content-Type", "application/json");
    }

    /// Every error must be a problem.
    Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = answer(request.build());
        boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
        JsonNode body = json && response.body().length > 0 ? Json.read(response.body()) : Json.MAPPER.missingNode();
        if (response.statusCode() >= 400) {
            assertThat(response.headers().firstValue("Content-Type")).contains(Problem.CONTENT_TYPE);
            assertThat(body.path("success").isBoolean()).isTrue();
            assertThat(body.path("success").asBoolean()).isFalse();
            assertThat(body.path("status").asInt()).isEqualTo(response.statusCode());
        }
        return new Reply(response.statusCode(), response.headers(), body);
    }

    /// A server closes a connection whose request it answered before it was there in full (413); a client may take that
    /// one for the next request before it notices, which nobody has read then.
    private HttpResponse<byte[]> answer(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("received no bytes")) {
                throw e;
            }
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    Reply createLender(String name) throws IOException, InterruptedException {
        return call("POST", "/api/lenders", Json.MAPPER.createObjectNode().put("name", name));
    }

    /// A draft with what is required.
    static ObjectNode product(Reply lender, String name) {
        return Json.MAPPER
                .createObjectNode()
                .put("lenderId", lender.text("id"))
                .put("name", name)
                .put("category", "TERM_LOAN")
                .put("country", "CA")
                .put("requiresReceivables", false);
    }

    @Override
    public void close() throws SQLException {
        stop();
        if (database.isPresent()) {
            database.get().close();
        }
    }
}
