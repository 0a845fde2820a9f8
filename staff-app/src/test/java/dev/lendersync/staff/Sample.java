package dev.lendersync.staff;

import dev.lendersync.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A request that an operation answers well, from which all faulty ones are made.
///
/// @param path with its parameters filled in
/// @param ignored members whose value the operation does not judge: what it answered itself, or what newer clients say
record Sample(
        String path, Optional<JsonNode> body, Map<String, String> headers, Set<String> ignored, List<Extra> extras) {
    /// One more request of the same operation, and what it must be answered.
    record Extra(int status, Sample sample) {}

    static Sample of(String path) {
        return new Sample(path, Optional.empty(), Map.of(), Set.of(), List.of());
    }

    Sample body(String json) {
        return body(Json.read(json));
    }

    Sample body(JsonNode json) {
        return new Sample(path, Optional.of(json), headers, ignored, extras);
    }

    /// A body that is no JSON, kept as JSON text.
    Sample raw(String text, String type) {
        return body(Json.MAPPER.getNodeFactory().stringNode(text)).header("Content-Type", type);
    }

    /// As it is sent.
    byte[] bytes() {
        return body.map(json ->
                        json.isString() ? json.stringValue().getBytes(StandardCharsets.UTF_8) : Json.write(json))
                .orElse(new byte[0]);
    }

    Sample at(String other) {
        return new Sample(other, body, headers, ignored, extras);
    }

    Sample ifMatch(String etag) {
        return header("If-Match", etag);
    }

    Sample header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Sample(path, body, more, ignored, extras);
    }

    Sample without(String header) {
        Map<String, String> fewer = new LinkedHashMap<>(headers);
        fewer.remove(header);
        return new Sample(path, body, fewer, ignored, extras);
    }

    Sample ignoring(String... members) {
        return new Sample(path, body, headers, Set.of(members), extras);
    }

    Sample or(int status, Sample other) {
        List<Extra> more = new ArrayList<>(extras);
        more.add(new Extra(status, other));
        return new Sample(path, body, headers, ignored, List.copyOf(more));
    }

    ObjectNode object() {
        return (ObjectNode) body.orElseThrow().deepCopy();
    }
}
