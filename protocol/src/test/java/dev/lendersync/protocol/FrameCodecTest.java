package dev.lendersync.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The frames of the live feed, byte by byte as in `golden/live-*.jsonl`.
class FrameCodecTest {
    private static final Position AT = Products.at(124);
    private static final Digest DIGEST = Catalog.empty(AT).digest();
    private static final Delta DELTA = new Delta(
            Products.at(120),
            AT,
            DIGEST,
            DigestVectorsTest.vectors()
                    .limit(2)
                    .map(vector -> LenderProduct.of(vector.product()))
                    .toList(),
            List.of(Products.id(7)));

    static Stream<Frame.FromServer> serverFrames() {
        return Stream.of(
                new Frame.Hello(AT, DIGEST, OptionalLong.of(12), 10),
                new Frame.Hello(AT, DIGEST, OptionalLong.empty(), 10),
                new Frame.Change(DELTA),
                new Frame.Heartbeat(AT, DIGEST, OptionalLong.of(7), OptionalLong.empty()),
                new Frame.Heartbeat(AT, DIGEST, OptionalLong.empty(), OptionalLong.of(3)),
                new Frame.Resync("Push All Products to Client", true),
                new Frame.Goodbye("The Staff App stops", 1_234));
    }

    static Stream<Frame.FromClient> clientFrames() {
        return Stream.of(new Frame.Ping(3), new Frame.AppliedByClient(new Applied(AT, DIGEST)));
    }

    @Test
    void bytesOfServerFrames() {
        assertThat(lines(serverFrames())).isEqualTo(TestFiles.text("golden/live-server.jsonl"));
    }

    @Test
    void bytesOfClientFrames() {
        assertThat(lines(clientFrames())).isEqualTo(TestFiles.text("golden/live-client.jsonl"));
    }

    private static String lines(Stream<? extends Frame> frames) {
        return String.join("", frames.map(frame -> text(frame) + "\n").toList());
    }

    private static String text(Frame frame) {
        return new String(FrameCodec.encode(frame), UTF_8);
    }

    @ParameterizedTest
    @MethodSource("serverFrames")
    void serverFrameIsReadAsItWasWritten(Frame.FromServer frame) {
        assertThat(FrameCodec.decodeFromServer(text(frame))).isEqualTo(frame);
    }

    @ParameterizedTest
    @MethodSource("clientFrames")
    void clientFrameIsReadAsItWasWritten(Frame.FromClient frame) {
        assertThat(FrameCodec.decodeFromClient(FrameCodec.encode(frame))).isEqualTo(frame);
    }

    @Test
    void unknownTypesAndMembersAreForTheFuture() {
        assertThat(FrameCodec.decodeFromServer("{\"type\":\"news\",\"a\":1}")).isEqualTo(new Frame.Unknown("news"));
        assertThat(FrameCodec.decodeFromClient("{\"type\":\"news\"}".getBytes(UTF_8)))
                .isEqualTo(new Frame.Unknown("news"));
        assertThat(FrameCodec.decodeFromClient("{\"type\":\"ping\",\"n\":3,\"why\":\"x\"}".getBytes(UTF_8)))
                .isEqualTo(new Frame.Ping(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "{\"type\":7}",
                "{\"type\":\"hello\"}",
                "{\"type\":\"heartbeat\",\"position\":\"a:1\",\"digest\":\"00\"}",
                "{\"type\":\"goodbye\",\"reason\":\"x\"}",
                "{\"type\":\"goodbye\",\"reason\":\"x\",\"reconnectAfterMillis\":-1}",
                "{\"type\":\"goodbye\",\"reason\":\"x\",\"reconnectAfterMillis\":1.5}",
                "{\"type\":\"goodbye\",\"reason\":\"x\",\"reconnectAfterMillis\":\"1\"}",
                "{\"type\":\"resync\",\"full\":true}",
                "{\"type\":\"resync\",\"reason\":\"x\",\"reason\":\"y\"}",
                "{\"type\":\"delta\",\"from\":\"a:1\",\"to\":\"a:2\"}"
            })
    void whatBreaksTheProtocolIsMalformed(String text) {
        assertThatThrownBy(() -> FrameCodec.decodeFromServer(text)).isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"ping\"}",
                "{\"type\":\"ping\",\"n\":9007199254740992}",
                "{\"type\":\"ping\",\"n\":1e30}",
                "{\"type\":\"applied\",\"position\":\"a\",\"digest\":\"00\"}"
            })
    void whatAClientGetsWrongIsMalformed(String text) {
        assertThatThrownBy(() -> FrameCodec.decodeFromClient(text.getBytes(UTF_8)))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void framesHaveALongestLength() {
        assertThatThrownBy(() -> FrameCodec.decodeFromClient(new byte[FrameCodec.MAX_CLIENT_BYTES + 1]))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("1024");
        assertThatThrownBy(() -> FrameCodec.decodeFromServer(" ".repeat(FrameCodec.MAX_SERVER_BYTES + 1)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("longer than");
    }

    @Test
    void aLongReasonIsCut() {
        String reason = "x".repeat(501);
        assertThat(FrameCodec.decodeFromServer("{\"type\":\"resync\",\"reason\":\"" + reason + "\"}"))
                .isEqualTo(new Frame.Resync("x".repeat(500), false));
    }
}
