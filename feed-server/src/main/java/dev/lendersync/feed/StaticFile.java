package dev.lendersync.feed;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A file that is served, in every coding in which it is smaller.
record StaticFile(String contentType, String cacheControl, Map<Encoding, Variant> variants) {
    private static final String BYTES = "application/octet-stream";
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"));
    // The build puts a hash of the content into these names, so such a name never stands for anything else.
    private static final Pattern HASHED = Pattern.compile("/assets/.*-[A-Za-z0-9_-]{8,}\\.[a-z0-9]+");
    private static final int HASH_BYTES = 16;

    /// One coding of it.
    record Variant(Encoding encoding, Buffer bytes, String etag) {}

    /// @param path as in the address
    static StaticFile of(String path, byte[] content) throws IOException {
        Map<Encoding, Variant> variants = new EnumMap<>(Encoding.class);
        String hash = hash(content);
        for (Encoding encoding : Encoding.values()) {
            Optional<byte[]> bytes = encoding.available() ? smaller(encoding, content) : Optional.empty();
            bytes.ifPresent(coded -> variants.put(
                    encoding,
                    // A strong tag names bytes, and these differ with the coding.
                    new Variant(encoding, Buffer.buffer(coded), "\"" + hash + "-" + encoding.token() + "\"")));
        }
        String type = TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), BYTES);
        String caching = HASHED.matcher(path).matches() ? "public, max-age=31536000, immutable" : "no-cache";
        return new StaticFile(type, caching, Map.copyOf(variants));
    }

    private static Optional<byte[]> smaller(Encoding encoding, byte[] content) throws IOException {
        byte[] coded = encoding.compress(content);
        return encoding == Encoding.IDENTITY || coded.length < content.length ? Optional.of(coded) : Optional.empty();
    }

    /// In this coding, or plain where that is no larger.
    Variant in(Encoding encoding) {
        return Optional.ofNullable(variants.get(encoding))
                .or(() -> Optional.ofNullable(variants.get(Encoding.IDENTITY)))
                .orElseThrow();
    }

    private static String hash(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, HASH_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
