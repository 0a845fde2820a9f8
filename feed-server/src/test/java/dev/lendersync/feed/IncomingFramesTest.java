package dev.lendersync.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What may be sent as bytes, by clients that no library keeps from it.
@Timeout(60)
class IncomingFramesTest {
    private static final int PART = 0x00;
    private static final int FIN = 0x80;
    private static final int TEXT = 0x01;
    private static final int BINARY = 0x02;
    private static final int PING = 0x09;
    private static final int MASKED = 0x80;
    private static final String PATH = "/api/lender-products/live";

    private LiveServer server;
    private RawFollower follower;

    @BeforeEach
    void follow() throws Exception {
        FakeSource source = new FakeSource();
        source.serve(Samples.catalog(1, 5));
        server = new LiveServer(source, LiveLimits.DEFAULT);
        follower = new RawFollower(server.port, PATH);
        assertThat(follower.head()).startsWith("HTTP/1.1 101");
    }

    @AfterEach
    void stop() throws Exception {
        follower.close();
        server.close();
    }

    /// With a mask of zeros.
    private static byte[] frame(int first, byte... payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        if (payload.length < 126) {
            frame.write(MASKED | payload.length);
        } else {
            frame.write(MASKED | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] all(byte[]... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Stream.of(frames).forEach(all::writeBytes);
        return all.toByteArray();
    }

    static Stream<Arguments> whatIsNone() {
        byte[] half = new byte[600];
        return Stream.of(
                Arguments.of("one too big", frame(FIN | TEXT, new byte[1_025]), "1009 a frame has at most 1024 bytes"),
                Arguments.of(
                        "one far too big", frame(FIN | TEXT, new byte[65_000]), "1009 a frame has at most 1024 bytes"),
                Arguments.of(
                        "one too big in parts",
                        all(frame(TEXT, half), frame(PART, half)),
                        "1009 a frame has at most 1024 bytes"),
                Arguments.of(
                        "no UTF-8", frame(FIN | TEXT, (byte) '"', (byte) 0xff, (byte) '"'), "1007 bytes are not UTF-8"),
                Arguments.of("no JSON", frame(FIN | TEXT, text("hello")), "1002 not JSON"),
                Arguments.of("binary", frame(FIN | BINARY, (byte) 1), "1003 frames are texts"),
                Arguments.of(
                        "not masked",
                        new byte[] {(byte) (FIN | TEXT), 2, '{', '}'},
                        "1002 received a frame that is not masked as expected"),
                Arguments.of("a kind that is none", frame(FIN | 0x05), "1002 "),
                Arguments.of("compressed", frame(FIN | 0x40 | TEXT, text("{}")), "1002 "),
                Arguments.of("a part of nothing", frame(FIN | PART, text("{}")), "1002 "));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    @DisplayName("P10 whoever sends what is no frame is told how, and put out")
    void whatIsNone(String name, byte[] bytes, String end) throws IOException {
        follower.write(bytes);
        assertThat(follower.ended()).startsWith(end).hasSizeGreaterThan("1002 ".length());
        assertThat(follower.read(1)).as("the end").isNegative();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    @DisplayName("P8 pings and parts count as frames")
    void tooMany(String name, byte[] bytes) throws IOException {
        follower.write(frame(TEXT));
        for (int i = 0; i < 200; i++) {
            follower.write(bytes);
        }
        assertThat(follower.ended()).isEqualTo("1008 more than 20 frames a second");
    }

    static Stream<Arguments> tooMany() {
        return Stream.of(
                Arguments.of("pings", frame(FIN | PING, new byte[125])),
                Arguments.of("pongs", frame(FIN | 0x0a)),
                Arguments.of("empty parts", frame(PART)));
    }

    @Test
    void aPingIsAnsweredAndAFrameMayComeInParts() throws IOException {
        follower.write(all(
                frame(FIN | PING, text("there?")),
                frame(TEXT, text("{\"type\":\"pi")),
                frame(FIN | PING),
                frame(FIN | PART, text("ng\",\"n\":77}"))));
        String told = "";
        while (!told.contains("\"n\":77") && told.length() < 2_000) {
            told += follower.text();
        }
        assertThat(told).contains("there?", "\"n\":77");
    }
}
