package dev.lendersync.e2e;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/// Frames of HTTP/2 that are almost right, down to their bits: each made of a number, the same again for the same.
final class Http2Mutations {
    /// So many zeros end any frame that has begun, and are none after it.
    static final int NO_FRAME = 32_768;

    private static final int KINDS = 12;
    /// `:method GET`, `:scheme https`, `:path /` of the static table, and `:authority x`.
    private static final byte[] REQUEST = {(byte) 0x82, (byte) 0x87, (byte) 0x84, 0x41, 0x01, 'x'};

    byte[] of(long number) {
        SplittableRandom random = new SplittableRandom(number);
        byte[] bytes = switch (random.nextInt(6)) {
            case 0 -> request(random);
            case 1 -> Http2Connection.bytes(Http2Connection.DATA, random.nextInt(256), id(random), noise(random, 300));
            case 2 -> Http2Connection.bytes(Http2Connection.SETTINGS, 0, 0, noise(random, 60));
            case 3 ->
                Http2Connection.bytes(
                        Http2Connection.WINDOW_UPDATE, 0, id(random), noise(random, random.nextBoolean() ? 4 : 9));
            case 4 -> Http2Connection.bytes(random.nextInt(KINDS), random.nextInt(256), id(random), noise(random, 64));
            default -> request(random);
        };
        if (random.nextInt(6) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /// A request, or what could be one.
    private static byte[] request(SplittableRandom random) {
        byte[] block = REQUEST.clone();
        if (random.nextInt(4) == 0) {
            byte[] more = ("more of " + random.nextLong()).getBytes(StandardCharsets.US_ASCII);
            block = new byte[REQUEST.length + more.length];
            System.arraycopy(REQUEST, 0, block, 0, REQUEST.length);
            System.arraycopy(more, 0, block, REQUEST.length, more.length);
        }
        int flags =
                random.nextInt(4) > 0 ? Http2Connection.END_HEADERS | Http2Connection.END_STREAM : random.nextInt(256);
        return Http2Connection.bytes(Http2Connection.HEADERS, flags, id(random), block);
    }

    private static int id(SplittableRandom random) {
        return random.nextInt(8) > 0 ? 2 * random.nextInt(20) + 1 : random.nextInt();
    }

    private static byte[] noise(SplittableRandom random, int most) {
        byte[] noise = new byte[random.nextInt(most + 1)];
        random.nextBytes(noise);
        return noise;
    }
}
