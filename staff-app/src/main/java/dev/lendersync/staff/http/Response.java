package dev.lendersync.staff.http;

import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.Problem;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// An answer as a feature makes it.
///
/// @param body UTF-8; empty for none
public record Response(int status, String contentType, Buffer body, Map<String, String> headers) {
    public static Response json(int status, Object value) {
        return new Response(status, "application/json", Buffer.buffer(Json.write(value)), Map.of());
    }

    /// A row as the API shows it, with `ETag: "<revision>"`.
    public static Response row(int status, ObjectNode row) {
        return json(status, row).with("ETag", "\"" + row.path("revision").asLong() + "\"");
    }

    public static Response of(int status, String contentType, byte[] body) {
        return new Response(status, contentType, Buffer.buffer(body), Map.of());
    }

    public static Response noContent() {
        return new Response(204, "", Buffer.buffer(), Map.of());
    }

    public static Response notModified() {
        return new Response(304, "", Buffer.buffer(), Map.of());
    }

    public static Response problem(Problem problem) {
        Map<String, String> headers = switch (problem.status()) {
            case 401 -> Map.of("WWW-Authenticate", "Bearer");
            case 503 -> Map.of("Retry-After", "1");
            default -> Map.of();
        };
        return new Response(problem.status(), Problem.CONTENT_TYPE, Buffer.buffer(problem.encode()), headers);
    }

    public Response with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Response(status, contentType, body, more);
    }
}
