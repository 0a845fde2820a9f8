package dev.lendersync.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The wire as a whole: no change of it lands unnoticed, and SPEC.md shows real frames.
class WireTest {
    private static final Path SPEC = Path.of("../docs/protocol/SPEC.md");
    private static final String HASH = "8b56198a5e88845bfb88fbdaee134712bde7df7ac8b3fa04f5e2db2fad3f0937";

    /// Whoever changes the wire sees this fail. A change that old peers can live with (a new optional member, a
    /// new frame type) needs SPEC.md, CHANGELOG.md, and the new hash here. One that changes what products look like
    /// also raises `catalog_head.wire_schema`, so that every client starts a new epoch. Any other needs a new
    /// subprotocol.
    @Test
    void aChangeOfTheWireIsADecision() throws Exception {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        wire().forEach(line -> sha.update((line + "\n").getBytes(UTF_8)));
        assertThat(HexFormat.of().formatHex(sha.digest()))
                .as("the hash of what goes over the wire:\n%s", wire().collect(Collectors.joining("\n")))
                .isEqualTo(HASH);
    }

    /// The golden messages, which other tests compare with what the code writes, and the names and limits around them.
    private static Stream<String> wire() {
        return Stream.of(
                        golden(),
                        constants(SyncHeaders.class),
                        constants(FrameCodec.class),
                        constants(Delta.class),
                        constants(WebhookNotice.class),
                        members(ProductDetails.class),
                        members(ProductDetails.RequiredDocument.class))
                .flatMap(lines -> lines);
    }

    private static Stream<String> golden() {
        return Stream.of(
                        "snapshot.json",
                        "delta.json",
                        "webhook.json",
                        "problem.json",
                        "live-server.jsonl",
                        "live-client.jsonl")
                .map(name -> name + " " + TestFiles.text("golden/" + name));
    }

    private static Stream<String> constants(Class<?> type) {
        return Arrays.stream(type.getFields()).map(WireTest::line).sorted();
    }

    private static String line(Field constant) {
        try {
            return constant.getName() + "=" + constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<String> members(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::toString)
                .sorted();
    }

    @Test
    void theFramesOfTheSpecAreRealAndAll() {
        List<String> lines = specFrames();
        List<Frame> frames = lines.stream().map(WireTest::decoded).toList();
        for (int i = 0; i < lines.size(); i++) {
            assertThat(new String(FrameCodec.encode(frames.get(i)), UTF_8)).isEqualTo(lines.get(i));
        }
        assertThat(frames.stream().map(frame -> frame.getClass().getSimpleName()))
                .containsExactly("Hello", "Change", "Heartbeat", "Resync", "Goodbye", "Ping", "AppliedByClient");
        assertThat(frames).hasSize(Frame.class.getDeclaredClasses().length - 3); // less the two sides, and Unknown
    }

    private static Frame decoded(String line) {
        Frame fromServer = FrameCodec.decodeFromServer(line);
        return fromServer instanceof Frame.Unknown ? FrameCodec.decodeFromClient(line.getBytes(UTF_8)) : fromServer;
    }

    private static List<String> specFrames() {
        try {
            String spec = Files.readString(SPEC);
            int begin = spec.indexOf("```frames\n") + "```frames\n".length();
            return spec.substring(begin, spec.indexOf("```", begin)).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
