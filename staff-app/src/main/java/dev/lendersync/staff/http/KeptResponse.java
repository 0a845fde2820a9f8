package dev.lendersync.staff.http;

import dev.lendersync.protocol.Json;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An answer as bytes, to be given again.
final class KeptResponse {
    private KeptResponse() {}

    static byte[] encode(Response response) {
        ObjectNode kept = Json.MAPPER
                .createObjectNode()
                .put("status", response.status())
                .put("contentType", response.contentType())
                .put("body", response.body().getBytes());
        ObjectNode headers = kept.putObject("headers");
        response.headers().forEach(headers::put);
        return Json.write(kept);
    }

    static Response decode(byte[] bytes) {
        JsonNode kept = Json.read(bytes);
        Map<String, String> headers = new LinkedHashMap<>();
        kept.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().stringValue()));
        return new Response(
                kept.path("status").intValue(),
                kept.path("contentType").stringValue(),
                Buffer.buffer(kept.path("body").binaryValue()),
                Map.copyOf(headers));
    }
}
