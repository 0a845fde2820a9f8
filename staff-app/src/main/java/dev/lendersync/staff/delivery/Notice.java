package dev.lendersync.staff.delivery;

import dev.lendersync.protocol.CatalogHistory;
import dev.lendersync.protocol.Position;
import dev.lendersync.protocol.SyncHeaders;
import dev.lendersync.protocol.WebhookSecret;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// One webhook, signed per the Standard Webhooks specification with all secrets of its client.
record Notice(URI url, Position position, String requestId, Map<String, String> headers, Buffer body) {
    /// @throws IllegalArgumentException when the client's URL or secrets can't be used
    static Notice of(Claim claim, CatalogHistory history, WebhookSecrets secrets, Instant now) {
        URI url = URI.create(claim.baseUrl() + SyncHeaders.WEBHOOK_PATH);
        if (url.getHost() == null) {
            throw new IllegalArgumentException("the base URL names no host");
        }
        List<WebhookSecret> keys = claim.encrypted().stream()
                .map(encrypted -> secrets.decrypt(claim.clientId(), encrypted.getBytes()))
                .toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("the client has no webhook secret");
        }
        Position position = history.catalog().position();
        String id = claim.requestId(position);
        byte[] body = NoticeBody.encode(history, claim.accepted(), claim.push().isPresent(), now);
        long seconds = now.getEpochSecond();
        String signatures =
                keys.stream().map(key -> key.sign(id, seconds, body)).collect(Collectors.joining(" "));
        return new Notice(
                url,
                position,
                id,
                Map.of(
                        SyncHeaders.WEBHOOK_ID, id,
                        SyncHeaders.WEBHOOK_TIMESTAMP, Long.toString(seconds),
                        SyncHeaders.WEBHOOK_SIGNATURE, signatures),
                Buffer.buffer(body));
    }
}
