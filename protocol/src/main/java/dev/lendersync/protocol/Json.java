package dev.lendersync.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The one way in which this project reads and writes JSON: duplicate members and trailing text are refused, nesting
/// is limited to [#MAX_DEPTH], one string to [#MAX_STRING] characters.
public final class Json {
    public static final int MAX_DEPTH = 64;
    public static final int MAX_STRING = 1_000_000;

    /// Shared and thread-safe.
    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_STRING)
                            .maxNumberLength(100)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private Json() {}

    /// Reads one JSON document.
    ///
    /// @throws MalformedMessageException when the text is not JSON, or beyond the limits above
    public static JsonNode read(byte[] utf8) {
        try {
            return present(MAPPER.readTree(utf8));
        } catch (JacksonException e) {
            throw notJson(e);
        }
    }

    /// Reads one JSON document; see [#read(byte[])].
    public static JsonNode read(String text) {
        try {
            return present(MAPPER.readTree(text));
        } catch (JacksonException e) {
            throw notJson(e);
        }
    }

    /// The bytes of a value: records, collections, `java.time` and JSON nodes.
    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /// The text member `name` of a message.
    static String text(JsonNode message, String name) {
        JsonNode value = message.path(name);
        if (!value.isString()) {
            throw new MalformedMessageException("member \"" + name + "\" must be a string");
        }
        return value.stringValue();
    }

    /// The text member `name`, turned into a value whose parser throws [IllegalArgumentException].
    static <T> T parsed(JsonNode message, String name, Function<String, T> parser) {
        return parsed("member \"" + name + "\"", text(message, name), parser);
    }

    static <T> T parsed(String what, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException(what + ": " + e.getMessage(), e);
        }
    }

    /// The array member `name`, each element turned into a value.
    static <T> List<T> list(JsonNode message, String name, Function<JsonNode, T> element) {
        JsonNode array = message.path(name);
        if (!array.isArray()) {
            throw new MalformedMessageException("member \"" + name + "\" must be an array");
        }
        List<T> values = new ArrayList<>(array.size());
        array.forEach(node -> values.add(element.apply(node)));
        return values;
    }

    private static JsonNode present(JsonNode node) {
        if (node.isMissingNode()) {
            throw new MalformedMessageException("not JSON: the text is empty");
        }
        return node;
    }

    static MalformedMessageException notJson(JacksonException e) {
        return new MalformedMessageException("not JSON: " + e.getOriginalMessage(), e);
    }
}
