package dev.lendersync.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.RunningStaff.Reply;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// A request with an `Idempotency-Key` takes effect once, and is answered alike.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyTest {
    private static final String PRODUCTS = "/api/lender-products";
    private static final String OTHER_TOKEN = "lst_" + "b".repeat(40);

    private RunningStaff staff;
    private Reply lender;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        staff = RunningStaff.start(folder);
        lender = staff.createLender("Once Bank");
        staff.database()
                .run("INSERT INTO staff_token (name, role, token_hash) VALUES ('other', 'admin', sha256('" + OTHER_TOKEN
                        + "'))");
    }

    @AfterAll
    void stop() throws Exception {
        staff.close();
    }

    private Reply create(String key, ObjectNode body) throws Exception {
        return staff.call("POST", PRODUCTS, body, "Idempotency-Key", key);
    }

    private ObjectNode product(String name) {
        return RunningStaff.product(lender, name);
    }

    private long count(String name) throws Exception {
        return Long.parseLong(
                staff.database().text("SELECT count(*) FROM lender_products WHERE name = '" + name + "'"));
    }

    @Test
    @DisplayName("P12 the same key and body: the same answer, one product")
    void theSameAgain() throws Exception {
        Reply first = create("same", product("Same"));
        assertThat(first.status()).isEqualTo(201);
        Reply second = create("same", product("Same"));
        assertThat(second).isEqualTo(first);
        assertThat(count("Same")).isEqualTo(1);
        Reply third = create("same-2", product("Same"));
        assertThat(third.status()).as("another key is another request").isEqualTo(409);
    }

    @Test
    void aKeyIsForOneRequest() throws Exception {
        assertThat(create("one", product("One")).status()).isEqualTo(201);
        Reply other = create("one", product("Another"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.text("type")).endsWith("idempotency-key-reused");
        assertThat(count("Another")).isZero();
        Reply elsewhere = staff.call("POST", "/api/lenders", Map.of("name", "Elsewhere"), "Idempotency-Key", "one");
        assertThat(elsewhere.text("type")).endsWith("idempotency-key-reused");
    }

    @Test
    @DisplayName("P12 twenty at once make one")
    void manyAtOnce() throws Exception {
        List<Callable<Reply>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            calls.add(() -> create("at-once", product("At once").put("description", "x")));
        }
        Set<Reply> replies = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Reply> reply : threads.invokeAll(calls)) {
                replies.add(reply.get());
            }
        }
        assertThat(replies).hasSize(1).allMatch(reply -> reply.status() == 201);
        assertThat(count("At once")).isEqualTo(1);
    }

    @Test
    void aFailureIsNotKept() throws Exception {
        assertThat(create("mended", product("M").put("country", "XX")).status()).isEqualTo(422);
        assertThat(create("mended", product("Mended")).status()).isEqualTo(201);
        assertThat(create("conflict", product("Mended")).status()).isEqualTo(409);
        assertThat(create("conflict", product("No conflict")).status()).isEqualTo(201);
    }

    /// What is refused under a lock is refused before the key is noted for good.
    @Test
    void aRefusalIsNotKeptWhateverItLookedAt() throws Exception {
        Map<String, String> user = Map.of("email", "twice@example.com", "name", "Twice", "role", "viewer");
        assertThat(staff.call("POST", "/api/users", user).status()).isEqualTo(201);
        Map<String, String> draft = Map.of("name", "Refused", "baseUrl", "https://refused.example.com");
        String client =
                "/api/clients/" + staff.call("POST", "/api/clients", draft).text("id");
        String rotate = client + "/rotate-webhook-secret";
        assertThat(staff.call("POST", rotate, Map.of()).status()).isEqualTo(200);
        String nobody = "/api/clients/" + UUID.randomUUID();
        refusedTwice("/api/users", user, 409);
        refusedTwice(rotate, Map.of(), 409);
        refusedTwice(nobody + "/rotate-api-key", Map.of(), 404);
        refusedTwice(nobody + "/pause", Map.of(), 404);
        refusedTwice(client + "/deliveries/" + UUID.randomUUID() + "/resend", Map.of(), 404);
    }

    private void refusedTwice(String path, Map<String, String> body, int status) throws Exception {
        Reply first = staff.call("POST", path, body, "Idempotency-Key", path);
        assertThat(first.status()).as(path).isEqualTo(status);
        assertThat(staff.call("POST", path, body, "Idempotency-Key", path).text("type"))
                .isEqualTo(first.text("type"));
    }

    /// Of two at once that write nothing else, only the first has its answer kept.
    @Test
    void theAnswerToAnotherBodyTakesNoPlaceOfTheFirst() throws Exception {
        String check = "/api/lenders/check";
        assertThat(staff.call("POST", check, Map.of("name", "First"), "Idempotency-Key", "first")
                        .status())
                .isEqualTo(200);
        String before =
                staff.database().text("SELECT encode(answer, 'hex') FROM idempotent_request WHERE key = 'first'");
        Reply second = Meanwhile.overtaken(
                staff.database(),
                "INSERT INTO idempotent_request (principal, key, request, answer)"
                        + " SELECT principal, 'second', request, answer FROM idempotent_request WHERE key = 'first'",
                () -> staff.call("POST", check, Map.of("name", "Second"), "Idempotency-Key", "second"));
        assertThat(second.status()).isEqualTo(200);
        assertThat(staff.database().text("SELECT encode(answer, 'hex') FROM idempotent_request WHERE key = 'second'"))
                .isEqualTo(before);
    }

    @Test
    void othersHaveKeysOfTheirOwn() throws Exception {
        assertThat(create("shared", product("Mine")).status()).isEqualTo(201);
        HttpRequest.Builder theirs = staff.request("POST", PRODUCTS, OTHER_TOKEN, Json.write(product("Theirs")));
        assertThat(staff.send(theirs.header("Idempotency-Key", "shared")).status())
                .isEqualTo(201);
    }

    @Test
    void aKeyIsFreeAfterADay() throws Exception {
        create("old", product("Old"));
        staff.database()
                .run("UPDATE idempotent_request SET created_at = now() - interval '25 hours' WHERE key = 'old'");
        assertThat(create("old", product("New")).status()).isEqualTo(201);
        assertThat(count("New")).isEqualTo(1);
    }

    @Test
    void aClientsKeyIsShownAgainAndKeptEncrypted() throws Exception {
        Map<String, String> body = Map.of("name", "Once portal", "baseUrl", "https://portal.example.com");
        Reply first = staff.call("POST", "/api/clients", body, "Idempotency-Key", "client");
        assertThat(first.status()).isEqualTo(201);
        Reply second = staff.call("POST", "/api/clients", body, "Idempotency-Key", "client");
        assertThat(second.text("apiKey")).isEqualTo(first.text("apiKey")).startsWith("lsk_");
        byte[] stored = HexFormat.of()
                .parseHex(staff.database()
                        .text("SELECT encode(answer, 'hex') FROM idempotent_request WHERE key = 'client'"));
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("lsk_", "whsec_");
    }

    @Test
    void aPasswordCantBeGuessedFromWhatIsKept() throws Exception {
        Map<String, String> body =
                Map.of("email", "once@example.com", "name", "Once", "role", "viewer", "password", "guessable");
        assertThat(staff.call("POST", "/api/users", body, "Idempotency-Key", "user")
                        .status())
                .isEqualTo(201);
        MessageDigest bare = MessageDigest.getInstance("SHA-256");
        bare.update("POST /api/users\n".getBytes(StandardCharsets.UTF_8));
        assertThat(staff.database().text("SELECT encode(request, 'hex') FROM idempotent_request WHERE key = 'user'"))
                .hasSize(64)
                .isNotEqualTo(HexFormat.of().formatHex(bare.digest(Json.write(body))));
    }

    @Test
    void pushAndBulkAreAnsweredAlike() throws Exception {
        Reply push = staff.call("POST", PRODUCTS + "/push", Map.of(), "Idempotency-Key", "push");
        assertThat(push.status()).isEqualTo(200);
        assertThat(staff.call("POST", PRODUCTS + "/push", Map.of(), "Idempotency-Key", "push"))
                .isEqualTo(push);
        Reply product = create("bulk-1", product("Bulk"));
        Map<String, Object> publish =
                Map.of("action", "publish", "products", List.of(Map.of("id", product.text("id"))));
        Reply bulk = staff.call("POST", PRODUCTS + "/bulk", publish, "Idempotency-Key", "bulk");
        assertThat(bulk.body().path("changed").asInt()).isEqualTo(1);
        assertThat(staff.call("POST", PRODUCTS + "/bulk", publish, "Idempotency-Key", "bulk"))
                .isEqualTo(bulk);
    }

    @Test
    void aKeyIsVisibleAsciiAndNotTooLong() throws Exception {
        for (String key : new String[] {"with space", "k".repeat(256)}) {
            Reply reply = create(key, product("Badly keyed"));
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.text("detail")).startsWith("Idempotency-Key");
        }
        assertThat(count("Badly keyed")).isZero();
    }
}
