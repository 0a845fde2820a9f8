package dev.lendersync.staff.sheets;

import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.MalformedMessageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// Lists as older tables hold them: a JSON array, PostgreSQL's text of an array (`{a,"b c"}`), or words separated by
/// semicolons or line breaks if there are any, else by commas.
final class ListTexts {
    private static final Pattern ARRAY_ELEMENT =
            Pattern.compile("\\G(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\",{}\\\\]*))(,|$)");

    private ListTexts() {}

    /// The elements; empty when the text begins like an array and isn't one.
    static Optional<List<JsonNode>> parse(String cell) {
        String text = cell.strip();
        if (text.startsWith("[")) {
            return json(text);
        }
        if (text.startsWith("{")) {
            return postgres(text);
        }
        String separator = text.contains(";") || text.contains("\n") ? "[;\n]" : ",";
        return Optional.of(nodes(Arrays.stream(text.split(separator))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList()));
    }

    private static Optional<List<JsonNode>> json(String text) {
        try {
            JsonNode array = Json.read(text);
            return Optional.of(array.valueStream().toList());
        } catch (MalformedMessageException e) {
            // The caller says of the cell that it is no list; what exactly is wrong with its JSON adds little.
            return Optional.empty();
        }
    }

    private static Optional<List<JsonNode>> postgres(String text) {
        if (!text.endsWith("}")) {
            return Optional.empty();
        }
        String inner = text.substring(1, text.length() - 1);
        List<String> words = new ArrayList<>();
        Matcher m = ARRAY_ELEMENT.matcher(inner);
        int end = 0;
        while (end < inner.length() && m.find()) {
            words.add(m.group(1) == null ? m.group(2).strip() : m.group(1).replaceAll("\\\\(.)", "$1"));
            end = m.end();
        }
        return end == inner.length() ? Optional.of(nodes(words)) : Optional.empty();
    }

    private static List<JsonNode> nodes(List<String> words) {
        return words.stream().<JsonNode>map(StringNode::valueOf).toList();
    }
}
