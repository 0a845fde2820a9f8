package dev.lendersync.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Checks that a webhook was sent by the Staff App, and lately: Standard Webhooks, `v1` signatures, in constant time.
public final class WebhookVerifier {
    /// How far the sender's clock may be from ours, either way.
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final int MAX_SIGNATURES = 10;
    private static final Pattern ID = Pattern.compile("[!-\\-/-~]{1,200}");
    private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{1,12}");

    private final List<WebhookSecret> secrets;

    /// @param secrets those valid now; two during a rotation
    public WebhookVerifier(List<WebhookSecret> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    /// @param ids every value of the header `webhook-id`
    /// @param timestamps every value of the header `webhook-timestamp`
    /// @param signatures every value of the header `webhook-signature`
    /// @return why the request is refused, or nothing when it is genuine
    public Optional<String> refusal(
            List<String> ids, List<String> timestamps, List<String> signatures, byte[] body, Instant now) {
        if (ids.size() != 1 || timestamps.size() != 1 || signatures.size() != 1) {
            return Optional.of("webhook-id, webhook-timestamp and webhook-signature must each be there once");
        }
        String id = ids.getFirst();
        String timestamp = timestamps.getFirst();
        if (!ID.matcher(id).matches()) {
            return Optional.of("webhook-id must be visible ASCII without a point");
        }
        if (!TIMESTAMP.matcher(timestamp).matches()) {
            return Optional.of("webhook-timestamp must be seconds since 1970");
        }
        Duration away = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                .abs();
        if (away.compareTo(TOLERANCE) > 0) {
            return Optional.of("webhook-timestamp is more than 5 minutes away");
        }
        return signed(id, timestamp, signatures.getFirst(), body)
                ? Optional.empty()
                : Optional.of("no signature is right under a current secret");
    }

    private boolean signed(String id, String timestamp, String header, byte[] body) {
        boolean right = false;
        // The piece after the last that is tried holds all the rest.
        String[] signatures = header.split(" ", MAX_SIGNATURES + 1);
        for (int i = 0; i < Math.min(signatures.length, MAX_SIGNATURES); i++) {
            Optional<byte[]> bytes = v1(signatures[i]);
            for (WebhookSecret secret : secrets) {
                right |= bytes.isPresent() && secret.matches(bytes.get(), id, timestamp, body);
            }
        }
        return right;
    }

    private static Optional<byte[]> v1(String signature) {
        if (!signature.startsWith("v1,")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(signature.substring(3)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
