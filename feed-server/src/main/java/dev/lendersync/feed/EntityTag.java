package dev.lendersync.feed;

import io.vertx.core.MultiMap;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Names the content of a body that seldom changes: a strong tag, the same for the same bytes on every node.
///
/// @param text in double quotes, as the header `ETag` has it
public record EntityTag(String text) {
    private static final int HASH_BYTES = 16;

    public static EntityTag of(byte[] body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
            return new EntityTag("\"" + HexFormat.of().formatHex(hash, 0, HASH_BYTES) + "\"");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Whether a request's `If-None-Match` says that its sender has the content already.
    public boolean isHeldBy(MultiMap headers) {
        return IfNoneMatch.matches(headers.getAll("If-None-Match"), text);
    }
}
