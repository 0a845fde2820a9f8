package dev.lendersync.protocol;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// The body of a webhook: "the catalog is at this position". A hint; the receiver pulls what it lacks.
///
/// @param force whether to take and verify a whole snapshot, whatever position the receiver is at
/// @param changed what changed since the last notice, for logs; at most [#MAX_CHANGED]
/// @param truncated whether more changed than `changed` names
public record WebhookNotice(
        Instant timestamp, Position position, Digest digest, boolean force, List<Changed> changed, boolean truncated) {
    public static final String TYPE = "lender_products.updated";
    public static final int MAX_CHANGED = 100;
    /// The largest body, in bytes.
    public static final int MAX_BYTES = 20_000;

    /// @param op `upsert` or `delete`
    public record Changed(UUID id, String op) {}

    public WebhookNotice {
        changed = List.copyOf(changed);
        if (changed.size() > MAX_CHANGED) {
            throw new IllegalArgumentException("a notice names at most " + MAX_CHANGED + " products");
        }
    }

    public byte[] encode() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("position", position.toString());
        data.put("digest", digest.toString());
        data.put("force", force);
        data.put("changed", changed);
        data.put("truncated", truncated);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", TYPE);
        body.put("timestamp", timestamp.toString());
        body.put("data", data);
        return Json.write(body);
    }

    /// @throws MalformedMessageException when it does not keep to the protocol
    public static WebhookNotice decode(byte[] body) {
        JsonNode json = Json.read(body);
        if (!Json.text(json, "type").equals(TYPE)) {
            throw new MalformedMessageException("member \"type\" must be \"" + TYPE + "\"");
        }
        JsonNode data = json.path("data");
        return new WebhookNotice(
                instant(Json.text(json, "timestamp")),
                Json.parsed(data, "position", Position::parse),
                Json.parsed(data, "digest", Digest::parse),
                data.path("force").asBoolean(false),
                data.path("changed").isArray()
                        ? Json.list(data, "changed", WebhookNotice::change).stream()
                                .limit(MAX_CHANGED)
                                .toList()
                        : List.of(),
                data.path("truncated").asBoolean(false));
    }

    private static Changed change(JsonNode json) {
        return new Changed(Json.parsed(json, "id", LenderProduct::parseId), Json.text(json, "op"));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new MalformedMessageException("member \"timestamp\" must be an RFC 3339 time", e);
        }
    }
}
