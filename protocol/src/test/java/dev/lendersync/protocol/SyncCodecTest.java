package dev.lendersync.protocol;

import static dev.lendersync.protocol.Products.at;
import static dev.lendersync.protocol.Products.id;
import static dev.lendersync.protocol.Products.product;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

class SyncCodecTest {
    private static final String ZERO = "0".repeat(64);
    private static final String SNAPSHOT = "{\"success\":true,\"position\":\"a:1\",\"digest\":\"" + ZERO
            + "\",\"products\":[{\"id\":\"019300aa-0000-7000-8000-000000000001\",\"version\":1}]}";
    private static final String DELTA = "{\"success\":true,\"from\":\"a:1\",\"to\":\"a:2\",\"digest\":\"" + ZERO
            + "\",\"upserts\":[{\"id\":\"019300aa-0000-7000-8000-000000000001\",\"version\":1}],"
            + "\"deletes\":[\"019300aa-0000-7000-8000-000000000002\"]}";

    static List<Long> seeds() {
        return Seeds.of(50);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsEncodedIsDecoded(long seed) {
        StaffHistory staff = StaffHistory.random(Seeds.random(seed), 10);
        Catalog catalog = staff.catalog(staff.head());
        assertThat(SyncCodec.decodeSnapshot(SyncCodec.encode(catalog)))
                .isEqualTo(new Snapshot(catalog, catalog.digest()));
        Delta delta = staff.delta(0, staff.head());
        assertThat(SyncCodec.decodeDelta(SyncCodec.encode(delta))).isEqualTo(delta);
    }

    @Test
    void theEmptyCatalogAndTheDeltaThatEmptiesOne() {
        Catalog empty = Catalog.empty(at(3));
        assertThat(SyncCodec.decodeSnapshot(SyncCodec.encode(empty))).isEqualTo(new Snapshot(empty, Digest.EMPTY));
        Delta delta = new Delta(at(1), at(2), Digest.EMPTY, List.of(), List.of(id(1), id(2)));
        assertThat(SyncCodec.decodeDelta(SyncCodec.encode(delta))).isEqualTo(delta);
    }

    @Test
    void aWrongDigestIsTheReadersToJudge() {
        Snapshot snapshot = SyncCodec.decodeSnapshot(bytes(SNAPSHOT));
        assertThat(snapshot.claimed()).isEqualTo(Digest.EMPTY);
        assertThat(snapshot.verified()).isFalse();
    }

    @Test
    void unknownMembersOfAMessageAreIgnoredAndThoseOfAProductKept() {
        String future = "{\"x\":{\"products\":[1,{\"position\":2}]}," + SNAPSHOT.substring(1, SNAPSHOT.length() - 3)
                + ",\"future\":[1.50]}],\"y\":[[]]}";
        Snapshot snapshot = SyncCodec.decodeSnapshot(bytes(future));
        assertThat(new String(snapshot.catalog().products().getFirst().canonical(), UTF_8))
                .isEqualTo("{\"future\":[1.5],\"id\":\"019300aa-0000-7000-8000-000000000001\",\"version\":1}");
        assertThat(SyncCodec.decodeDelta(bytes("{\"x\":[{}]," + DELTA.substring(1))))
                .isEqualTo(SyncCodec.decodeDelta(bytes(DELTA)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void membersMayComeInAnyOrder(long seed) {
        RandomGenerator random = Seeds.random(seed);
        Catalog catalog = Catalog.of(at(9), List.of(Products.random(random, 1, 1), Products.random(random, 2, 2)));
        ObjectNode json = (ObjectNode) Json.read(SyncCodec.encode(catalog));
        List<String> names = new ArrayList<>(json.propertyNames());
        String moved = names.get(random.nextInt(names.size()));
        json.set(moved, json.remove(moved));
        assertThat(SyncCodec.decodeSnapshot(Json.write(json))).isEqualTo(new Snapshot(catalog, catalog.digest()));
    }

    private static Arguments wrong(String what, String with, String message) {
        return Arguments.of(what, with, message);
    }

    static Stream<Arguments> malformedSnapshots() {
        return Stream.of(
                wrong("\"position\":\"a:1\",", "", "\"position\""),
                wrong("\"position\":\"a:1\"", "\"position\":1", "\"position\" must be a string"),
                wrong("\"position\":\"a:1\"", "\"position\":null", "\"position\""),
                wrong("\"position\":\"a:1\"", "\"position\":\"a:01\"", "\"position\": the version of a position"),
                wrong("\"position\":\"a:1\"", "\"position\":\"a:1\",\"position\":\"a:1\"", "Duplicate"),
                wrong("\"digest\":\"" + ZERO + "\",", "", "\"digest\""),
                wrong(ZERO, "00", "\"digest\": a digest is 64 lower-case hex digits"),
                wrong("\"digest\":\"" + ZERO + "\"", "\"digest\":{}", "\"digest\""),
                wrong(",\"products\":[{", ",\"prod\":[{", "\"products\""),
                wrong("\"products\":[{", "\"products\":{\"a\":[{", "\"products\""),
                wrong("[{", "[null,{", "a product must be a JSON object"),
                wrong("[{", "[[],{", "a product must be a JSON object"),
                wrong("[{", "[{},{", "\"id\""),
                wrong("019300aa-", "019300AA-", "\"id\": an id is a lower-case UUID"),
                wrong("\"version\":1", "\"version\":-1", "\"version\""),
                wrong("\"version\":1", "\"version\":1.5", "\"version\""),
                wrong("\"version\":1", "\"version\":\"1\"", "\"version\""),
                wrong("\"version\":1", "\"version\":9007199254740992", "\"version\""),
                wrong("\"version\":1", "\"v\":1", "\"version\""),
                wrong("\"version\":1", "\"version\":1,\"x\":-9223372036854775808", "beyond 2^53-1"),
                wrong("\"version\":1", "\"version\":1,\"x\":\"\\ud800\"", "surrogate"),
                wrong("}]", "},{\"id\":\"019300aa-0000-7000-8000-000000000001\",\"version\":2}]", "twice"),
                wrong("}]}", "}]} ]", "not JSON"),
                wrong("}]}", "}]}{}", "not JSON: something follows the snapshot"));
    }

    @ParameterizedTest(name = "{0} as {1}: {2}")
    @MethodSource("malformedSnapshots")
    void aMalformedSnapshotIsRefused(String what, String with, String message) {
        assertThat(SNAPSHOT).contains(what);
        assertThatThrownBy(() -> SyncCodec.decodeSnapshot(bytes(SNAPSHOT.replace(what, with))))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(message);
    }

    static Stream<Arguments> malformedDeltas() {
        return Stream.of(
                wrong("\"from\":\"a:1\",", "", "\"from\" must be a string"),
                wrong("\"from\":\"a:1\"", "\"from\":\"a\"", "\"from\": a position is epoch:version"),
                wrong("\"to\":\"a:2\",", "", "\"to\" must be a string"),
                wrong("\"to\":\"a:2\"", "\"to\":[]", "\"to\" must be a string"),
                wrong("\"to\":\"a:2\"", "\"to\":\"a:1\"", "a delta must ascend within one epoch"),
                wrong("\"to\":\"a:2\"", "\"to\":\"b:2\"", "a delta must ascend within one epoch"),
                wrong("\"to\":\"a:2\"", "\"to\":\"a:2\",\"to\":\"a:2\"", "Duplicate"),
                wrong(ZERO, "g" + ZERO.substring(1), "\"digest\": a digest is 64 lower-case hex digits"),
                wrong("\"upserts\":[{", "\"ups\":[{", "\"upserts\" must be an array"),
                wrong("[{", "[1,{", "a product must be a JSON object"),
                wrong("\"deletes\":[", "\"dels\":[", "\"deletes\" must be an array"),
                wrong("\"deletes\":[", "\"deletes\":[null,", "\"deletes\" must hold ids"),
                wrong("\"deletes\":[", "\"deletes\":[{},", "\"deletes\" must hold ids"),
                wrong("\"deletes\":[", "\"deletes\":[\"x\",", "\"deletes\": an id is a lower-case UUID"),
                wrong("000002\"]", "000001\"]", "a delta names a product twice"),
                wrong("\"version\":1", "\"version\":1,\"x\":1e16", "beyond 2^53-1"),
                wrong("]}", "]}]", "not JSON"));
    }

    @ParameterizedTest(name = "{0} as {1}: {2}")
    @MethodSource("malformedDeltas")
    void aMalformedDeltaIsRefused(String what, String with, String message) {
        assertThat(DELTA).contains(what);
        assertThatThrownBy(() -> SyncCodec.decodeDelta(bytes(DELTA.replace(what, with))))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(message);
    }

    static Stream<String> otherThanObjects() {
        return Stream.of("", " ", "null", "1", "\"a\"", "[]", "[{}]", "true", "{}");
    }

    @ParameterizedTest
    @MethodSource("otherThanObjects")
    void whatIsNoMessageAtAllIsRefused(String text) {
        assertThatThrownBy(() -> SyncCodec.decodeSnapshot(bytes(text))).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> SyncCodec.decodeDelta(bytes(text))).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void aMessageThatIsCutAnywhereIsRefused() {
        LenderProduct odd = product(2, 2, "\uD83D\uDE00 é\n");
        byte[] snapshot = SyncCodec.encode(Catalog.of(at(2), List.of(product(1, 1), odd)));
        assertEveryCutIsRefused(snapshot, SyncCodec::decodeSnapshot);
        byte[] delta = SyncCodec.encode(new Delta(at(1), at(2), Digest.EMPTY, List.of(odd), List.of(id(1), id(3))));
        assertEveryCutIsRefused(delta, SyncCodec::decodeDelta);
    }

    interface Decoder {
        Object decode(byte[] body);
    }

    private static void assertEveryCutIsRefused(byte[] whole, Decoder decoder) {
        assertThat(decoder.decode(whole)).isNotNull();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> decoder.decode(cut))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(MalformedMessageException.class);
        }
    }
}
