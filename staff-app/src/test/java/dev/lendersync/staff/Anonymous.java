package dev.lendersync.staff;

import dev.lendersync.protocol.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes JSON the same each time: ids are counted, times, epochs, digests and secrets have others put in their place.
final class Anonymous {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
    private static final Pattern EPOCH = Pattern.compile("\\b[0-9a-f]{16}(?=:\\d)");
    private static final Pattern DIGEST = Pattern.compile("\\b[0-9a-f]{64}\\b");
    private static final Pattern SECRET = Pattern.compile("(lst_|lsk_|lss_|lsi_|whsec_)[A-Za-z0-9+/=_-]+");
    private static final String NO_DIGEST = "0".repeat(64);

    private final Map<String, String> ids = new HashMap<>();

    JsonNode of(JsonNode json) {
        return switch (json) {
            case ObjectNode object -> members(object);
            case ArrayNode array -> {
                ArrayNode other = Json.MAPPER.createArrayNode();
                array.forEach(element -> other.add(of(element)));
                yield other;
            }
            default -> json.isString() ? JsonNodeFactory.instance.stringNode(text(json.stringValue())) : json;
        };
    }

    private ObjectNode members(ObjectNode object) {
        ObjectNode other = Json.MAPPER.createObjectNode();
        object.properties().forEach(member -> {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (name.equals("csrfToken")) {
                other.put(name, "…");
            } else if (value.isNumber() && name.endsWith("illis")) {
                other.put(name, 42);
            } else {
                other.set(name, of(value));
            }
        });
        return other;
    }

    private String text(String text) {
        String counted = ID.matcher(text).replaceAll(found -> id(found.group()));
        String timeless = TIME.matcher(counted).replaceAll("2026-11-25T14:30:00.125Z");
        String still = EPOCH.matcher(timeless).replaceAll("6ab31a2f37d02e2c");
        String digested = DIGEST.matcher(still)
                .replaceAll(found -> found.group().equals(NO_DIGEST) ? NO_DIGEST : "9d1f3c0a".repeat(8));
        return SECRET.matcher(digested).replaceAll("$1…");
    }

    private String id(String id) {
        return ids.computeIfAbsent(id, unknown -> "01890000-0000-7000-8000-%012d".formatted(ids.size() + 1));
    }
}
