package dev.lendersync.e2e;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Where openapi.yaml lets the bodies of requests hold texts: of whatever form, codes too.
final class DescribedTexts {
    private static final JsonNode OPENAPI = new YAMLMapper().readTree(Path.of("../docs/protocol/openapi.yaml"));

    private DescribedTexts() {}

    /// By operation, such as `POST /api/lenders`, the JSON pointers of its texts: of arrays to the first element, and
    /// `*` for members that have no name there. Operations without any are left out.
    static Map<String, Set<String>> all() {
        Map<String, Set<String>> all = new TreeMap<>();
        OPENAPI.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    Set<String> pointers = new TreeSet<>();
                    JsonNode body = resolved(operation.getValue().path("requestBody"));
                    collect(body.path("content").path("application/json").path("schema"), "", pointers);
                    if (!pointers.isEmpty()) {
                        all.put(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), pointers);
                    }
                }));
        return all;
    }

    private static void collect(JsonNode reference, String pointer, Set<String> pointers) {
        JsonNode schema = resolved(reference);
        if (schema.path("type").toString().contains("\"string\"") || schema.has("enum")) {
            pointers.add(pointer);
        }
        for (String several : new String[] {"allOf", "oneOf", "anyOf"}) {
            schema.path(several).forEach(each -> collect(each, pointer, pointers));
        }
        JsonNode named = schema.path("properties");
        named.properties().forEach(member -> collect(member.getValue(), pointer + "/" + member.getKey(), pointers));
        JsonNode others = schema.path("additionalProperties");
        boolean open = schema.path("type").asString("").equals("object") && named.isEmpty();
        if (others.isObject() || open) {
            pointers.add(pointer + "/*");
        }
        if (schema.has("items")) {
            collect(schema.path("items"), pointer + "/0", pointers);
        }
    }

    private static JsonNode resolved(JsonNode node) {
        JsonNode at = node;
        while (at.has("$ref")) {
            at = OPENAPI.at(at.path("$ref").asString().substring(1));
        }
        return at;
    }
}
