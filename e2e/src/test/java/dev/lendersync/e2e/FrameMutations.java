package dev.lendersync.e2e;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/// WebSocket frames that are almost right, down to their bits: each made of a number, the same again for the same.
final class FrameMutations {
    private static final String DIGEST = "0".repeat(64);
    /// Those that clients send, those that only servers send, and none.
    private static final List<String> TEXTS = List.of(
            "{\"type\":\"ping\",\"n\":1}",
            "{\"type\":\"applied\",\"position\":\"abc:1\",\"digest\":\"" + DIGEST + "\"}",
            "{\"type\":\"hello\",\"position\":\"abc:1\",\"digest\":\"" + DIGEST + "\",\"ageMillis\":0}",
            "{\"type\":\"heartbeat\",\"position\":\"abc:1\",\"digest\":\"" + DIGEST + "\",\"ageMillis\":0}",
            "{\"type\":\"delta\",\"from\":\"abc:1\",\"to\":\"abc:2\",\"digest\":\"" + DIGEST + "\",\"upserts\":[]}",
            "{\"type\":\"resync\",\"reason\":\"x\",\"full\":true}",
            "{\"type\":\"goodbye\",\"reason\":\"x\",\"reconnectAfterMillis\":1}",
            "{\"type\":\"__proto__\"}",
            "[]",
            "");
    private static final int TEXT = 1;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final byte[] MASK = {1, 2, 3, 4};

    private final List<HostileTexts.HostileText> hostile = HostileTexts.all();

    byte[] of(long number) {
        SplittableRandom random = new SplittableRandom(number);
        byte[] payload = payload(random);
        int first = random.nextInt(4) > 0 ? FINAL | TEXT : random.nextInt(256);
        boolean masked = random.nextInt(20) > 0;
        return frame(first, payload, masked);
    }

    private byte[] payload(SplittableRandom random) {
        String text = TEXTS.get(random.nextInt(TEXTS.size()));
        switch (random.nextInt(8)) {
            case 0 ->
                text = text.replace(
                        "abc:1", hostile.get(random.nextInt(hostile.size())).text());
            case 1 -> text = text.replace("1", Long.toString(random.nextLong()));
            case 2 -> text = text.replace("\"", "");
            case 3 -> text += " ".repeat(random.nextInt(3_000));
            case 4 -> text = "[".repeat(random.nextInt(1_000));
            default -> {
                // as it is
            }
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(8) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static byte[] frame(int first, byte[] payload, boolean masked) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        int mask = masked ? MASKED : 0;
        frame.write(first);
        if (payload.length < 126) {
            frame.write(mask | payload.length);
        } else {
            frame.write(mask | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        if (masked) {
            frame.writeBytes(MASK);
        }
        for (int i = 0; i < payload.length; i++) {
            frame.write(masked ? payload[i] ^ MASK[i % MASK.length] : payload[i]);
        }
        return frame.toByteArray();
    }

    /// Ends the conversation as it should be ended.
    static byte[] close() {
        return frame(FINAL | 8, new byte[] {3, (byte) 0xE8}, true);
    }
}
