package dev.lendersync.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The shared secret of one client's webhooks, per the Standard Webhooks specification: `whsec_` and the key in
/// base64. Never printed.
public final class WebhookSecret {
    private static final String PREFIX = "whsec_";
    private static final int MIN_BYTES = 24;
    // The specification asks for 24, but one of its own published examples has 18.
    private static final int MIN_BYTES_READ = 16;
    private static final int MAX_BYTES = 64;

    private final byte[] key;

    private WebhookSecret(byte[] key) {
        this.key = key;
    }

    /// A new secret.
    ///
    /// @param key 24 to 64 random bytes
    public static WebhookSecret of(byte[] key) {
        return ofAtLeast(MIN_BYTES, key);
    }

    private static WebhookSecret ofAtLeast(int minBytes, byte[] key) {
        if (key.length < minBytes || key.length > MAX_BYTES) {
            throw new IllegalArgumentException("a webhook secret has " + minBytes + " to " + MAX_BYTES + " bytes");
        }
        return new WebhookSecret(key.clone());
    }

    /// Reads a secret that someone made: `whsec_` and 16 to 64 bytes in base64.
    ///
    /// @throws IllegalArgumentException when it is not of that form; the text is not repeated
    public static WebhookSecret parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a webhook secret begins with " + PREFIX);
        }
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("behind " + PREFIX + " a webhook secret is base64", e);
        }
        return ofAtLeast(MIN_BYTES_READ, key);
    }

    /// The text to hand to the client, once.
    public String reveal() {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    /// The value of one `v1` signature, with its prefix.
    public String sign(String id, long timestampSeconds, byte[] body) {
        return "v1," + Base64.getEncoder().encodeToString(mac(id, Long.toString(timestampSeconds), body));
    }

    boolean matches(byte[] signature, String id, String timestamp, byte[] body) {
        return MessageDigest.isEqual(signature, mac(id, timestamp, body));
    }

    private byte[] mac(String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    @Override
    public String toString() {
        return "WebhookSecret[hidden]";
    }
}
