package dev.lendersync.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What a client says it holds, applied and verified: the answer to a webhook, and the report of one that pulls.
/// JSON: `{"position","digest"}`.
public record Applied(Position position, Digest digest) {
    public static Applied of(Catalog catalog) {
        return new Applied(catalog.position(), catalog.digest());
    }

    /// @throws MalformedMessageException when it does not keep to the protocol
    public static Applied decode(byte[] body) {
        JsonNode json = Json.read(body);
        return new Applied(Json.parsed(json, "position", Position::parse), Json.parsed(json, "digest", Digest::parse));
    }

    public byte[] encode() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("position", position.toString());
        members.put("digest", digest.toString());
        return Json.write(members);
    }
}
