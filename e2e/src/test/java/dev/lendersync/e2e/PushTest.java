package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.LenderProduct;
import dev.lendersync.run.sample.SampleCatalog;
import dev.lendersync.run.sample.SampleLoader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// *Push All Products to Client* with real Client Apps.
@Tag("slow")
class PushTest {
    private static final String PUSH = "/api/lender-products/push";

    private static LocalSystem system;

    @BeforeAll
    static void start() throws Exception {
        system = LocalSystem.start();
        try (Connection connection = system.database().connect()) {
            SampleLoader.load(connection, SampleCatalog.of(3, 50));
        }
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    private static JsonNode push() throws Exception {
        Http.Answer answer = system.call("POST", PUSH, Map.of());
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().path("clients");
    }

    private static JsonNode named(JsonNode clients, String name) {
        for (JsonNode client : clients) {
            if (client.path("name").asString().equals(name)) {
                return client;
            }
        }
        throw new AssertionError(name + " is not in " + clients);
    }

    @Test
    void aCopyThatIsCorruptAtAnUnchangedPositionIsWholeAfterAPush() throws Exception {
        Truth truth = Truth.assertIdenticalEverywhere(system);
        LocalSystem.Client corrupt = system.clients().getFirst();
        corrupt.app().stop();
        corrupt(corrupt.cacheFile());
        corrupt.link().leadTo(List.of());
        corrupt.app().restart();
        Truth served = Truth.of(Http.get(corrupt.syncUrl()));
        assertThat(served.position()).isEqualTo(truth.position());
        assertThat(served.digest()).isNotEqualTo(truth.digest());
        JsonNode cutOff = named(push(), "client-1");
        assertThat(cutOff.path("outcome").asString()).isNotEqualTo("verified");
        assertThat(cutOff.path("reason").asString()).isNotBlank();

        corrupt.link().leadTo(List.of(system.staff().port()));
        // The first may find it without its connection, and ends within 5 s.
        Await.until("a push verifies it", () -> {
            JsonNode outcomes = push();
            JsonNode outcome = named(outcomes, "client-1");
            if (!outcome.path("outcome").asString().equals("verified")) {
                return false;
            }
            assertThat(outcome.path("position").asString()).isEqualTo(truth.position());
            assertThat(outcome.path("millis").asInt()).isBetween(0, 5_000);
            assertThat(named(outcomes, "client-2").path("outcome").asString()).isEqualTo("verified");
            return true;
        });
        assertThat(Truth.of(Http.get(corrupt.syncUrl()))).isEqualTo(truth);
    }

    /// Another name for one product, and whatever makes the file look whole.
    private static void corrupt(Path file) throws Exception {
        List<String> lines = Files.readAllLines(file);
        ObjectNode snapshot = (ObjectNode) Json.read(lines.getFirst());
        ((ObjectNode) snapshot.path("products").path(0)).put("name", "Corrupt");
        TreeSet<String> documents = new TreeSet<>();
        BigInteger sum = BigInteger.ZERO;
        for (JsonNode product : snapshot.path("products")) {
            documents.add(Truth.canonical(LenderProduct.of(product)));
        }
        for (String document : documents) {
            sum = sum.add(Truth.hash(document));
        }
        snapshot.put("digest", Truth.digestOf(sum));
        byte[] body = Json.write(snapshot);
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        Files.writeString(file, new String(body, StandardCharsets.UTF_8) + "\n" + hash);
    }

    @Test
    void aDoubleClickIsOnePush() throws Exception {
        try (Receiver silent = new Receiver();
                var clicks = Executors.newVirtualThreadPerTaskExecutor()) {
            system.register("silent", silent.baseUrl());
            Callable<JsonNode> click = PushTest::push;
            // Whoever proves nothing makes a push last its whole time.
            Future<JsonNode> first = clicks.submit(click);
            Await.until("it runs", () -> running() == 1);
            Future<JsonNode> second = clicks.submit(click);

            assertThat(named(first.get(), "silent").path("outcome").asString()).isEqualTo("in-progress");
            assertThat(named(second.get(), "client-2").path("outcome").asString())
                    .isEqualTo("verified");
            assertThat(silent.received().stream()
                            .filter(one -> one.notice().force())
                            .map(Receiver.Received::id)
                            .distinct())
                    .hasSize(1);
        }
    }

    private static int running() throws Exception {
        return Integer.parseInt(system.database().text("SELECT count(*) FROM catalog_push WHERE ended_at IS NULL"));
    }
}
