package dev.lendersync.feed;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

/// The content codings of bodies.
enum Encoding {
    /// Best first: the order in which codings are preferred that a reader accepts equally.
    BROTLI("br") {
        @Override
        byte[] compress(byte[] plain) throws IOException {
            return Encoder.compress(plain, new Encoder.Parameters().setQuality(BROTLI_QUALITY));
        }
    },
    GZIP("gzip") {
        @Override
        byte[] compress(byte[] plain) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 4 + 64);
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(plain);
            }
            return out.toByteArray();
        }
    },
    IDENTITY("identity") {
        @Override
        byte[] compress(byte[] plain) {
            return plain;
        }
    };

    // About gzip's speed, and smaller. A version's first reader waits for it: the best quality takes 10 s at 10,000
    // products.
    private static final int BROTLI_QUALITY = 5;
    // False where Brotli's native library has no build or cannot be loaded.
    private static final boolean BROTLI_AVAILABLE = Brotli4jLoader.isAvailable();

    private final String token;

    Encoding(String token) {
        this.token = token;
    }

    /// The name in `Content-Encoding` and `Accept-Encoding`.
    String token() {
        return token;
    }

    boolean available() {
        return this != BROTLI || BROTLI_AVAILABLE;
    }

    abstract byte[] compress(byte[] plain) throws IOException;
}
