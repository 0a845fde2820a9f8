package dev.lendersync.staff.clients;

import dev.lendersync.protocol.Position;
import dev.lendersync.protocol.SyncHeaders;
import dev.lendersync.protocol.WebhookSecret;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// Where and how one client is told.
record Endpoint(UUID clientId, URI url, WebhookSecret secret) {
    /// @param baseUrl of the Client App, without a trailing slash
    /// @throws IllegalArgumentException when that is no URL with a host
    static Endpoint of(UUID clientId, String baseUrl, WebhookSecret secret) {
        URI url = URI.create(baseUrl + SyncHeaders.WEBHOOK_PATH);
        if (url.getHost() == null) {
            throw new IllegalArgumentException("\"" + baseUrl + "\" names no host");
        }
        return new Endpoint(clientId, url, secret);
    }

    /// Names the notice of a position: the same at each attempt, after a restart too.
    String noticeId(Position position) {
        return "msg_" + clientId + "_" + position;
    }

    /// The headers that prove who sends, per the Standard Webhooks specification.
    Map<String, String> signed(Position position, byte[] body, Instant now) {
        String id = noticeId(position);
        long seconds = now.getEpochSecond();
        return Map.of(
                SyncHeaders.WEBHOOK_ID, id,
                SyncHeaders.WEBHOOK_TIMESTAMP, Long.toString(seconds),
                SyncHeaders.WEBHOOK_SIGNATURE, secret.sign(id, seconds, body));
    }
}
