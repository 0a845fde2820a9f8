package dev.lendersync.staff.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lendersync.protocol.Epoch;
import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.Position;
import dev.lendersync.protocol.WebhookSecret;
import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.database.TestDatabase;
import dev.lendersync.staff.database.TestServers;
import dev.lendersync.staff.database.UnfitDatabaseException;
import dev.lendersync.staff.delivery.SecretBox;
import dev.lendersync.staff.delivery.WebhookSecrets;
import dev.lendersync.staff.http.Peer;
import dev.lendersync.staff.http.ProblemException;
import dev.lendersync.staff.http.Request;
import dev.lendersync.staff.http.Response;
import dev.lendersync.staff.http.Route;
import dev.lendersync.staff.identity.Actor;
import dev.lendersync.staff.identity.Authenticator;
import dev.lendersync.staff.identity.Credentials;
import dev.lendersync.staff.identity.Means;
import dev.lendersync.staff.identity.Principal;
import dev.lendersync.staff.identity.Role;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The registry by its operations, on the real database.
@Tag("slow")
class ClientRoutesTest {
    private static final Principal STAFF =
            new Principal.Staff(Optional.empty(), new Means.Token(new UUID(0, 9)), "ada", Role.ADMIN);
    private static final String CLIENT = "/api/clients/{id}";
    private static final String UNKNOWN = "019300aa-0000-7000-8000-000000000007";

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase postgres;
    private final Database database;
    private final AtomicInteger changes = new AtomicInteger();
    private final ClientRoutes routes;

    ClientRoutesTest() throws SQLException {
        postgres = TestDatabase.on(TestServers.embedded());
        database = new Database(vertx, postgres.options());
        routes = new ClientRoutes(new ClientRegistry(
                database,
                secrets(1),
                new Credentials(new Random(2)),
                () -> new Position(new Epoch("e1"), 7),
                changes::incrementAndGet));
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
        return new WebhookSecrets(new SecretBox(new SecretKeySpec(bytes, "AES"), new Random(key)), new Random(key));
    }

    private Response call(String method, String path, Map<String, String> parameters, String body, String... headers) {
        Route route = routes.routes().stream()
                .filter(one -> one.method().equals(method) && one.path().equals(path))
                .findFirst()
                .orElseThrow();
        MultiMap all = MultiMap.caseInsensitiveMultiMap().add("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            all.add(headers[i], headers[i + 1]);
        }
        Map<String, String> inPath = new HashMap<>(parameters);
        MultiMap query = MultiMap.caseInsensitiveMultiMap();
        parameters.forEach((name, value) -> {
            if (name.startsWith("?")) {
                inPath.remove(name);
                query.add(name.substring(1), value);
            }
        });
        return route.operation()
                .answer(new Request(
                        STAFF,
                        new Peer("127.0.0.1", 8080, false, Optional.empty()),
                        inPath,
                        query,
                        all,
                        Buffer.buffer(body),
                        Optional.empty()));
    }

    private int refused(String method, String path, Map<String, String> parameters, String body, String... headers) {
        try {
            return call(method, path, parameters, body, headers).status();
        } catch (ProblemException e) {
            return e.problem().status();
        }
    }

    private static JsonNode json(Response response) {
        return Json.read(response.body().getBytes());
    }

    private JsonNode register() {
        Response response =
                call("POST", "/api/clients", Map.of(), "{\"name\":\"Portal\",\"baseUrl\":\"http://127.0.0.1:1/\"}");
        assertThat(response.status()).isEqualTo(201);
        return json(response);
    }

    private static Map<String, String> id(JsonNode client) {
        return Map.of("id", client.path("id").asString());
    }

    @Test
    void showsKeyAndSecretOnceAndStoresNeither() throws Exception {
        JsonNode registered = register();
        String key = registered.path("apiKey").asString();
        String secret = registered.path("webhookSecret").asString();

        assertThat(key).matches("lsk_[A-Za-z0-9]{40}");
        assertThat(WebhookSecret.parse(secret).reveal()).isEqualTo(secret);
        assertThat(registered.path("baseUrl").asString()).isEqualTo("http://127.0.0.1:1");
        assertThat(registered.path("createdBy").asString()).isEqualTo("token:ada");
        assertThat(registered.path("state").asString()).isEqualTo("behind");
        JsonNode one = json(call("GET", CLIENT, id(registered), ""));
        JsonNode list = json(call("GET", "/api/clients", Map.of(), ""));
        assertThat(list.path("position").asString()).isEqualTo("e1:7");
        assertThat(list.path("items").path(0).path("id")).isEqualTo(registered.path("id"));
        assertThat(one.path("deliveries")).isEmpty();
        assertThat(one.path("apiKeys")).hasSize(1);
        assertThat(one.toString() + list).doesNotContain(key).doesNotContain(secret);
        String dump = postgres.text("SELECT (SELECT json_agg(c) FROM client c)::text"
                + " || (SELECT json_agg(encode(key_hash, 'escape')) FROM client_api_key)::text"
                + " || (SELECT json_agg(encode(encrypted, 'escape')) FROM client_webhook_secret)::text");
        assertThat(dump).doesNotContain(key.substring(4)).doesNotContain(secret.substring(6));
        assertThat(changes).hasValue(1);
    }

    @Test
    void anEditNeedsTheRevisionThatItWasMadeOf() throws Exception {
        JsonNode registered = register();
        String edited = "{\"name\":\"Renamed\",\"baseUrl\":\"https://portal.example.com\"}";
        postgres.run("UPDATE client_delivery SET accepted = 'e1:7', suspended_at = now(), failures = 9,"
                + " lease = gen_random_uuid(), leased_until = now() + interval '12 s'");

        assertThat(refused("PUT", CLIENT, id(registered), edited)).isEqualTo(428);
        Response answer = call("PUT", CLIENT, id(registered), edited, "If-Match", "\"1\"");
        assertThat(json(answer).path("name").asString()).isEqualTo("Renamed");
        assertThat(answer.headers()).containsEntry("ETag", "\"2\"");
        assertThat(refused("PUT", CLIENT, id(registered), edited, "If-Match", "\"1\""))
                .isEqualTo(412);
        assertThat(refused("PUT", CLIENT, Map.of("id", UNKNOWN), edited, "If-Match", "\"1\""))
                .isEqualTo(404);
        assertThat(postgres.text("SELECT accepted IS NULL AND suspended_at IS NULL AND failures = 0 AND lease IS NULL"
                        + " AND leased_until < now() FROM client_delivery"))
                .as("another address is tried at once, whatever the old one is still asked")
                .isEqualTo("t");
    }

    @Test
    void pausingCutsTheKeyOffAndResumingGivesItBack() {
        JsonNode registered = register();
        String key = registered.path("apiKey").asString();
        UUID client = UUID.fromString(registered.path("id").asString());
        String hash = HexFormat.of().formatHex(Credentials.hash(key));
        AtomicLong nanos = new AtomicLong();
        Authenticator authenticator = new Authenticator(database, InstantSource.system(), nanos::get);
        assertThat(authenticator.bearer(key).await()).contains(new Principal.Client(client, "Portal", hash));

        assertThat(json(call("POST", CLIENT + "/pause", id(registered), ""))
                        .path("state")
                        .asString())
                .isEqualTo("paused");
        nanos.addAndGet(1_000_000_000);
        assertThat(authenticator.bearer(key).await()).contains(new Principal.PausedClient(client, "Portal"));
        assertThat(json(call("POST", CLIENT + "/resume", id(registered), ""))
                        .path("state")
                        .asString())
                .isEqualTo("behind");
        nanos.addAndGet(1_000_000_000);
        assertThat(authenticator.bearer(key).await()).contains(new Principal.Client(client, "Portal", hash));
        assertThat(call("DELETE", CLIENT, id(registered), "").status()).isEqualTo(204);
        nanos.addAndGet(1_000_000_000);
        assertThat(authenticator.bearer(key).await()).isEmpty();
        for (String method : List.of("GET", "DELETE")) {
            assertThat(refused(method, CLIENT, id(registered), "")).isEqualTo(404);
        }
        assertThat(refused("POST", CLIENT + "/pause", id(registered), "")).isEqualTo(404);
    }

    @Test
    void aRotatedKeyIsGoodBesideTheOldOneForTheOverlap() throws Exception {
        JsonNode registered = register();
        Authenticator authenticator =
                new Authenticator(database, InstantSource.system(), new AtomicLong()::incrementAndGet);
        JsonNode rotated = json(call("POST", CLIENT + "/rotate-api-key", id(registered), ""));
        Instant until = Instant.parse(rotated.path("previousUntil").asString());

        assertThat(Duration.between(Instant.now(), until)).isBetween(Duration.ofHours(23), Duration.ofHours(25));
        for (String key : List.of(
                registered.path("apiKey").asString(), rotated.path("apiKey").asString())) {
            assertThat(authenticator.bearer(key).await()).isPresent();
        }
        String last = json(call("POST", CLIENT + "/rotate-api-key", id(registered), "{\"overlapHours\":0}"))
                .path("apiKey")
                .asString();
        Authenticator later = new Authenticator(database, InstantSource.system(), () -> 0);
        assertThat(later.bearer(registered.path("apiKey").asString()).await()).isEmpty();
        assertThat(later.bearer(rotated.path("apiKey").asString()).await()).isEmpty();
        assertThat(later.bearer(last).await()).isPresent();
    }

    @Test
    void twoSecretsAreTheMost() {
        JsonNode registered = register();
        String rotate = CLIENT + "/rotate-webhook-secret";
        assertThat(call("POST", rotate, id(registered), "{\"overlapHours\":168}")
                        .status())
                .isEqualTo(200);
        assertThat(refused("POST", rotate, id(registered), "")).isEqualTo(409);
        JsonNode rotated = json(call("POST", rotate, id(registered), "{\"overlapHours\":0}"));

        assertThat(WebhookSecret.parse(rotated.path("webhookSecret").asString()))
                .isNotNull();
        assertThat(json(call("GET", CLIENT, id(registered), "")).path("webhookSecrets"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"overlapHours\":169}'",
        "'{\"overlapHours\":-1}'",
        "'{\"overlapHours\":\"1\"}'",
        "'{\"hours\":1}'",
        "'[]'"
    })
    void anOverlapIsZeroToSevenDays(String body) {
        assertThat(refused("POST", CLIENT + "/rotate-api-key", id(register()), body))
                .isEqualTo(422);
    }

    @Test
    void rotatingWhatIsNotThereIsNotFound() {
        assertThat(refused("POST", CLIENT + "/rotate-api-key", Map.of("id", UNKNOWN), ""))
                .isEqualTo(404);
        assertThat(refused("POST", CLIENT + "/rotate-webhook-secret", Map.of("id", UNKNOWN), ""))
                .isEqualTo(404);
    }

    @Test
    void theLogIsReadNewestFirstPageByPageAndSaysWhatSuperseded() throws Exception {
        JsonNode registered = register();
        for (int i = 1; i <= 4; i++) {
            postgres.run("INSERT INTO delivery_attempt (client_id, request_id, position, attempt, outcome, ended_at)"
                    + " SELECT id, 'msg', 'e1:" + i + "', 1, 'FAILED', now() + interval '" + i + " s' FROM client");
        }
        postgres.run("INSERT INTO delivery_attempt (client_id, request_id, position, attempt, outcome, ended_at)"
                + " SELECT id, 'msg', 'e1:0', 1, 'FAILED', now() - interval '31 days' FROM client");
        Map<String, String> firstTwo = Map.of("id", registered.path("id").asString(), "?limit", "2");
        JsonNode first = json(call("GET", CLIENT + "/deliveries", firstTwo, "")).path("items");
        assertThat(first).extracting(item -> item.path("position").asString()).containsExactly("e1:4", "e1:3");
        assertThat(first.path(0).path("supersededBy").isNull()).isTrue();
        assertThat(first.path(1).path("supersededBy").asString()).isEqualTo("e1:4");
        String last = first.path(1).path("id").asString();
        Map<String, String> rest = Map.of("id", registered.path("id").asString(), "?before", last);
        assertThat(json(call("GET", CLIENT + "/deliveries", rest, "")).path("items"))
                .extracting(item -> item.path("position").asString())
                .containsExactly("e1:2", "e1:1");

        Map<String, String> one = Map.of("id", registered.path("id").asString(), "delivery", last);
        assertThat(call("POST", CLIENT + "/deliveries/{delivery}/resend", one, "")
                        .status())
                .isEqualTo(202);
        assertThat(postgres.text("SELECT asked FROM client_delivery")).isEqualTo("RESEND");
        Map<String, String> none = Map.of("id", registered.path("id").asString(), "delivery", UNKNOWN);
        assertThat(refused("POST", CLIENT + "/deliveries/{delivery}/resend", none, ""))
                .isEqualTo(404);
    }

    @Test
    void refusesBodiesAndParametersThatBreakTheRules() {
        Map<String, String> client = id(register());
        assertThat(refused("POST", "/api/clients", Map.of(), "{")).isEqualTo(400);
        assertThat(refused("POST", "/api/clients", Map.of(), "{}")).isEqualTo(422);
        for (String limit : List.of("0", "201", "x", "")) {
            Map<String, String> asked = Map.of("id", client.get("id"), "?limit", limit);
            assertThat(refused("GET", CLIENT + "/deliveries", asked, "")).isEqualTo(400);
        }
        Map<String, String> before = Map.of("id", client.get("id"), "?before", "x");
        assertThat(refused("GET", CLIENT + "/deliveries", before, "")).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "proven = 'e1:7', in-step, 0",
                "proven = 'e1:5', behind, 2",
                "proven = 'e0:9', behind, -",
                "accepted = 'e1:7', accepted, -",
                "failures = 2, retrying, -",
                "suspended_at = now(), suspended, -",
            })
    void theStateSaysHowFarItIs(String column, String state, Integer behind) throws Exception {
        JsonNode registered = register();
        postgres.run("UPDATE client_delivery SET accepted_at = now(), " + column);
        JsonNode client = json(call("GET", CLIENT, id(registered), ""));

        assertThat(client.path("state").asString()).isEqualTo(state);
        assertThat(
                        client.path("versionsBehind").isNull()
                                ? null
                                : client.path("versionsBehind").asInt())
                .isEqualTo(behind);
    }

    @Test
    void whoFailsForThreeDaysIsFailing() throws Exception {
        JsonNode registered = register();
        postgres.run("UPDATE client_delivery SET failures = 9, failing_since = now() - interval '73 hours'");

        assertThat(json(call("GET", CLIENT, id(registered), "")).path("state").asString())
                .isEqualTo("failing");
    }

    @Test
    void registersNoMoreThanTheLimit() {
        ClientStore store = new ClientStore(database);
        ClientDraft draft = new ClientDraft("Portal", "http://127.0.0.1:1");

        assertThat(store.insert(new Actor("ada", ""), draft, "lsk_1", id -> new byte[1], 1))
                .isPresent();
        assertThat(store.insert(new Actor("ada", ""), draft, "lsk_2", id -> new byte[1], 1))
                .isEmpty();
    }

    @Test
    void stopsWhenTheSecretsWereEncryptedWithAnotherKey() {
        secrets(1).requireKeyOf(database);
        secrets(1).requireKeyOf(database);

        assertThatThrownBy(() -> secrets(2).requireKeyOf(database))
                .isInstanceOf(UnfitDatabaseException.class)
                .hasMessageContaining("SECRETS_KEY")
                .hasMessageNotContaining("\n");
    }
}
