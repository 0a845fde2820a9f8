package dev.lendersync.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// A parameter of an operation, as openapi.yaml describes it.
///
/// @param path with its own parameters in braces
/// @param in `query`, `path` or `header`
record DescribedParameter(String method, String path, String in, String name) {
    private static final JsonNode OPENAPI = new YAMLMapper().readTree(Path.of("../docs/protocol/openapi.yaml"));
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    String operation() {
        return method + " " + path;
    }

    /// Those of all operations, of both apps.
    static List<DescribedParameter> all() {
        List<DescribedParameter> all = new ArrayList<>();
        OPENAPI.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .forEach(operation -> {
                            String method = operation.getKey().toUpperCase(Locale.ROOT);
                            for (JsonNode of : List.of(path.getValue(), operation.getValue())) {
                                of.path("parameters")
                                        .forEach(node -> all.add(of(method, path.getKey(), resolved(node))));
                            }
                        }));
        return List.copyOf(all);
    }

    private static DescribedParameter of(String method, String path, JsonNode parameter) {
        return new DescribedParameter(
                method,
                path,
                parameter.path("in").asString(),
                parameter.path("name").asString());
    }

    private static JsonNode resolved(JsonNode node) {
        JsonNode at = node;
        while (at.has("$ref")) {
            at = OPENAPI.at(at.path("$ref").asString().substring(1));
        }
        return at;
    }
}
