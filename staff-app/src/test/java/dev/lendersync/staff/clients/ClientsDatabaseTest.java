package dev.lendersync.staff.clients;

import static dev.lendersync.staff.clients.Heads.applied;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.WebhookSecret;
import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.database.TestDatabase;
import dev.lendersync.staff.database.TestServers;
import dev.lendersync.staff.database.UnfitDatabaseException;
import dev.lendersync.staff.http.ProblemException;
import dev.lendersync.staff.http.Request;
import dev.lendersync.staff.http.Response;
import dev.lendersync.staff.http.Route;
import dev.lendersync.staff.identity.Authenticator;
import dev.lendersync.staff.identity.Credentials;
import dev.lendersync.staff.identity.Principal;
import dev.lendersync.staff.outbound.AllowedNetworks;
import dev.lendersync.staff.outbound.Outbound;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("slow")
class ClientsDatabaseTest {
    private static final Principal STAFF = new Principal.Staff(new UUID(0, 9), "ada");
    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase postgres;
    private final Database database;
    private final ClientStore store;
    private final WebhookSecrets secrets = secrets(1);
    private final Credentials credentials = new Credentials(new Random(2));
    private final ClientReports reports;

    ClientsDatabaseTest() throws SQLException {
        postgres = TestDatabase.on(TestServers.embedded());
        database = new Database(vertx, postgres.options());
        store = new ClientStore(database);
        reports = new ClientReports(store::write);
    }

    @AfterEach
    void stop() throws SQLException {
        database.close().await();
        vertx.close().await();
        postgres.close();
    }

    private static WebhookSecrets secrets(int key) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) key;
        return new WebhookSecrets(new SecretKeySpec(bytes, "AES"), new Random(key));
    }

    private WebhookSender sender() {
        Outbound outbound = new Outbound(vertx, AllowedNetworks.parse("127.0.0.0/8"), WebhookSender.MAX_REQUESTS);
        return new WebhookSender(vertx.getOrCreateContext(), outbound, InstantSource.system(), new Random(1));
    }

    private ClientRegistry registry(WebhookSender sender) {
        return new ClientRegistry(store, secrets, credentials, sender);
    }

    private Response call(WebhookSender sender, String method, String path, Request request) {
        Route route = new ClientRoutes(registry(sender), reports, InstantSource.fixed(NOW))
                .routes().stream()
                        .filter(one -> one.method().equals(method) && one.path().equals(path))
                        .findFirst()
                        .orElseThrow();
        return route.operation().answer(request);
    }

    private static Request request(Principal principal, Map<String, String> path, String body) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Content-Type", "application/json");
        return new Request(principal, path, MultiMap.caseInsensitiveMultiMap(), headers, Buffer.buffer(body));
    }

    private static Request request(Principal principal, Map<String, String> path) {
        return request(principal, path, "");
    }

    private static JsonNode json(Response response) {
        return Json.read(response.body().getBytes());
    }

    private JsonNode register(WebhookSender sender, String baseUrl) {
        String body = "{\"name\":\"Portal\",\"baseUrl\":\"" + baseUrl + "\"}";
        Response response = call(sender, "POST", "/api/clients", request(STAFF, Map.of(), body));
        assertThat(response.status()).isEqualTo(201);
        return json(response);
    }

    private static UUID id(JsonNode client) {
        return UUID.fromString(client.path("id").asString());
    }

    @Test
    void showsKeyAndSecretOnceAndStoresNeither() throws Exception {
        WebhookSender sender = sender();
        JsonNode registered = register(sender, "http://127.0.0.1:1/");
        String key = registered.path("apiKey").asString();
        String secret = registered.path("webhookSecret").asString();
        Map<String, String> id = Map.of("id", registered.path("id").asString());

        assertThat(key).matches("lsk_[A-Za-z0-9]{40}");
        assertThat(WebhookSecret.parse(secret).reveal()).isEqualTo(secret);
        assertThat(registered.path("baseUrl").asString()).isEqualTo("http://127.0.0.1:1");
        JsonNode one = json(call(sender, "GET", "/api/clients/{id}", request(STAFF, id)));
        JsonNode list = json(call(sender, "GET", "/api/clients", request(STAFF, Map.of())));
        assertThat(list.path("items").path(0)).isEqualTo(one);
        assertThat(one.propertyNames()).containsExactly("id", "name", "baseUrl", "createdAt", "reports");
        assertThat(Instant.parse(one.path("createdAt").asString()))
                .isBeforeOrEqualTo(Instant.now().plusSeconds(60));
        assertThat(postgres.text("SELECT created_by FROM client")).isEqualTo("staff:ada");
        String dump = postgres.text("SELECT (SELECT json_agg(c) FROM client c)::text"
                + " || (SELECT json_agg(encode(key_hash, 'escape')) FROM client_api_key)::text"
                + " || (SELECT json_agg(encode(encrypted, 'escape')) FROM client_webhook_secret)::text");
        assertThat(dump).doesNotContain(key.substring(4)).doesNotContain(secret.substring(6));
    }

    @Test
    void theKeyEndsWithTheClient() {
        WebhookSender sender = sender();
        JsonNode registered = register(sender, "http://127.0.0.1:1");
        String key = registered.path("apiKey").asString();
        Map<String, String> id = Map.of("id", registered.path("id").asString());
        AtomicLong nanos = new AtomicLong();
        Authenticator authenticator = new Authenticator(database, nanos::get);

        assertThat(authenticator.principal(key).await()).contains(new Principal.Client(id(registered), "Portal"));
        assertThat(call(sender, "DELETE", "/api/clients/{id}", request(STAFF, id))
                        .status())
                .isEqualTo(204);
        nanos.addAndGet(1_000_000_000);
        assertThat(authenticator.principal(key).await()).isEmpty();
        for (String method : List.of("GET", "DELETE")) {
            ProblemException gone = catchThrowableOfType(
                    ProblemException.class, () -> call(sender, method, "/api/clients/{id}", request(STAFF, id)));
            assertThat(gone.problem().status()).isEqualTo(404);
        }
    }

    @Test
    void tellsClientsAfterRegistrationAndAfterARestart() throws Exception {
        try (TestEndpoint endpoint = new TestEndpoint(
                1, InstantSource.system(), (exchange, notice, n) -> TestEndpoint.apply(exchange, notice))) {
            WebhookSender before = sender();
            before.headMoved(Heads.history(1));
            JsonNode registered = register(before, endpoint.baseUrl());
            endpoint.expect(WebhookSecret.parse(registered.path("webhookSecret").asString()));
            Await.until(() -> before.lastDelivery(id(registered)).isPresent(), "told");
            JsonNode damaged = register(before, "http://127.0.0.1:1");
            postgres.run(
                    "UPDATE client_webhook_secret SET encrypted = '\\x00' WHERE client_id = '" + id(damaged) + "'");

            WebhookSender after = sender();
            registry(after).start();
            after.headMoved(Heads.history(2));
            Await.until(() -> after.lastDelivery(id(registered)).isPresent(), "told after the restart");

            JsonNode shown = json(call(after, "GET", "/api/clients", request(STAFF, Map.of())))
                    .path("items");
            assertThat(shown.path(0).path("lastDelivery").path("status").asString())
                    .isEqualTo("applied");
            assertThat(shown.path(0).path("lastDelivery").path("position").asString())
                    .isEqualTo("e1:2");
            assertThat(shown.path(1).has("lastDelivery")).isFalse();
            assertThat(endpoint.received().getLast().refusal()).isEmpty();
        }
    }

    @Test
    void keepsTheLatestReportOfEachInstance() {
        WebhookSender sender = sender();
        JsonNode registered = register(sender, "http://127.0.0.1:1");
        Principal client = new Principal.Client(id(registered), "Portal");
        Request unnamed = request(client, Map.of(), new String(applied(3).encode(), UTF_8));
        Request named = request(client, Map.of(), new String(applied(4).encode(), UTF_8));
        named.headers().add("Lender-Sync-Instance", "web-1.a_B");
        assertThat(call(sender, "POST", "/api/lender-products/sync/applied", unnamed)
                        .status())
                .isEqualTo(204);
        assertThat(call(sender, "POST", "/api/lender-products/sync/applied", named)
                        .status())
                .isEqualTo(204);
        reports.flush();
        store.write(List.of(new Report(id(registered), "default", applied(5), NOW.plusSeconds(1))))
                .await();
        store.write(List.of(new Report(id(registered), "default", applied(2), NOW.minusSeconds(1))))
                .await();
        store.write(List.of(new Report(new UUID(0, 0), "default", applied(2), NOW)))
                .await();

        JsonNode shown = json(call(sender, "GET", "/api/clients", request(STAFF, Map.of())))
                .path("items")
                .path(0)
                .path("reports");
        assertThat(shown).hasSize(2);
        assertThat(shown.path(0).path("instance").asString()).isEqualTo("default");
        assertThat(shown.path(0).path("position").asString()).isEqualTo("e1:5");
        assertThat(shown.path(0).path("digest").asString())
                .isEqualTo(applied(5).digest().toString());
        assertThat(shown.path(0).path("reportedAt").asString()).isEqualTo("2026-07-01T12:00:01Z");
        assertThat(shown.path(1).path("instance").asString()).isEqualTo("web-1.a_B");
    }

    @Test
    void forgetsTheInstancesThatWereSilentLongest() throws SQLException {
        UUID client = id(register(sender(), "http://127.0.0.1:1"));
        for (int i = 0; i < ClientReports.MAX_INSTANCES + 3; i++) {
            store.write(List.of(new Report(client, "i" + i, applied(1), NOW.plusSeconds(i))))
                    .await();
        }

        assertThat(postgres.text("SELECT count(*) FROM client_report")).isEqualTo("64");
        assertThat(postgres.texts("SELECT instance FROM client_report"))
                .contains("i66", "i3")
                .doesNotContain("i2");
    }

    @Test
    void refusesBodiesThatBreakTheRules() {
        Principal client = new Principal.Client(new UUID(0, 1), "Portal");
        assertThat(refused("/api/clients", request(STAFF, Map.of(), "{"))).isEqualTo(400);
        assertThat(refused("/api/clients", request(STAFF, Map.of(), "{}"))).isEqualTo(422);
        String applied = "/api/lender-products/sync/applied";
        assertThat(refused(applied, request(client, Map.of(), "{"))).isEqualTo(400);
        assertThat(refused(applied, request(client, Map.of(), "{\"position\":\"x\",\"digest\":1}")))
                .isEqualTo(422);
        Request badInstance = request(client, Map.of(), new String(applied(1).encode(), UTF_8));
        badInstance.headers().add("Lender-Sync-Instance", "no blanks");
        assertThat(refused(applied, badInstance)).isEqualTo(400);
    }

    private int refused(String path, Request request) {
        return catchThrowableOfType(ProblemException.class, () -> call(sender(), "POST", path, request))
                .problem()
                .status();
    }

    @Test
    void registersNoMoreThanTheLimit() {
        ClientDraft draft = new ClientDraft("Portal", "http://127.0.0.1:1");

        assertThat(store.insert("ada", draft, "lsk_1", id -> new byte[1], 1)).isPresent();
        assertThat(store.insert("ada", draft, "lsk_2", id -> new byte[1], 1)).isEmpty();
        assertThat(store.all()).hasSize(1);
    }

    @Test
    void stopsWhenTheSecretsWereEncryptedWithAnotherKey() {
        secrets.requireKeyOf(database);
        secrets(1).requireKeyOf(database);

        assertThatThrownBy(() -> secrets(2).requireKeyOf(database))
                .isInstanceOf(UnfitDatabaseException.class)
                .hasMessageContaining("SECRETS_KEY")
                .hasMessageNotContaining("\n");
        secrets(1).requireKeyOf(database);
    }
}
