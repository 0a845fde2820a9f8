package dev.lendersync.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The bytes of each message, as in `golden/`. Whoever changes one changes the wire: old and new apps meet on it.
class MessageShapeTest {
    private static final LenderProduct FLEX_LINE = DigestVectorsTest.vectors()
            .map(vector -> LenderProduct.of(vector.product()))
            .findFirst()
            .orElseThrow();
    private static final List<LenderProduct> PRODUCTS = DigestVectorsTest.vectors()
            .limit(3)
            .map(vector -> LenderProduct.of(vector.product()))
            .toList();
    private static final Catalog CATALOG = Catalog.of(Products.at(124), PRODUCTS);

    private static void assertGolden(byte[] actual, String name) {
        assertThat(new String(actual, UTF_8)).isEqualTo(TestFiles.text("golden/" + name));
    }

    @Test
    void snapshot() {
        assertGolden(SyncCodec.encode(CATALOG), "snapshot.json");
        assertThat(SyncCodec.decodeSnapshot(TestFiles.bytes("golden/snapshot.json")))
                .isEqualTo(new Snapshot(CATALOG, CATALOG.digest()));
    }

    @Test
    void emptySnapshot() {
        assertThat(new String(SyncCodec.encode(Catalog.empty(Products.at(0))), UTF_8))
                .isEqualTo("{\"success\":true,\"position\":\"k3v9q2xw7b:0\",\"digest\":\"" + "0".repeat(64)
                        + "\",\"products\":[]}");
    }

    @Test
    void delta() {
        Delta delta = new Delta(
                Products.at(120),
                CATALOG.position(),
                CATALOG.digest(),
                List.of(FLEX_LINE, PRODUCTS.get(1)),
                List.of(Products.id(7), Products.id(8)));
        assertGolden(SyncCodec.encode(delta), "delta.json");
        assertThat(SyncCodec.decodeDelta(TestFiles.bytes("golden/delta.json"))).isEqualTo(delta);
    }

    @Test
    void webhook() {
        WebhookNotice notice = new WebhookNotice(
                Instant.parse("2026-11-22T10:42:07.125Z"),
                CATALOG.position(),
                CATALOG.digest(),
                false,
                List.of(
                        new WebhookNotice.Changed(FLEX_LINE.id(), "upsert"),
                        new WebhookNotice.Changed(Products.id(7), "delete")),
                true);
        assertGolden(notice.encode(), "webhook.json");
        assertThat(WebhookNotice.decode(TestFiles.bytes("golden/webhook.json"))).isEqualTo(notice);
    }

    @Test
    void problem() {
        Problem problem = Problem.invalid(List.of(
                        new Problem.FieldError("/amountMin", "must not be more than amountMax"),
                        new Problem.FieldError("", "needs a name")))
                .with("current", Map.of("revision", 3))
                .with("another", List.of(1, 2));
        assertGolden(problem.encode(), "problem.json");
    }

    @Test
    void problemWithoutMore() {
        assertThat(new String(
                        Problem.resyncRequired("the history began anew (epoch a)")
                                .encode(),
                        UTF_8))
                .isEqualTo("{\"type\":\"urn:lender-sync:problem:resync-required\",\"title\":\"Take a snapshot\","
                        + "\"status\":410,\"detail\":\"the history began anew (epoch a)\",\"success\":false,"
                        + "\"error\":\"the history began anew (epoch a)\"}");
    }

    @Test
    void applied() {
        Applied applied = Applied.of(CATALOG);
        String json = "{\"position\":\"k3v9q2xw7b:124\",\"digest\":\"" + CATALOG.digest() + "\"}";
        assertThat(new String(applied.encode(), UTF_8)).isEqualTo(json);
        assertThat(Applied.decode(json.getBytes(UTF_8))).isEqualTo(applied);
    }
}
