package dev.lendersync.staff.history;

import dev.lendersync.protocol.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// One change of a lender or a product.
///
/// @param at RFC 3339, UTC
/// @param actor who did it: a member of staff, a script, or for plain SQL the database user
/// @param source from where: `screen`, `api`, `import` or `sql`
/// @param version the catalog version that it made; empty when clients saw nothing of it
/// @param before the state, as the API shows it; JSON null when there was none
/// @param after alike
record HistoryEntry(
        long id,
        String subject,
        UUID subjectId,
        String operation,
        String at,
        String actor,
        String databaseUser,
        String source,
        Optional<Long> version,
        JsonNode before,
        JsonNode after) {
    /// They change with every write, so they say nothing.
    private static final Set<String> BOOKKEEPING = Set.of("id", "revision", "currency");

    /// As the lists show it.
    Map<String, Object> summary() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("subject", subject);
        json.put("subjectId", subjectId.toString());
        json.put("name", (after.isNull() ? before : after).path("name").asString());
        json.put("operation", operation);
        json.put("at", at);
        json.put("actor", actor);
        json.put("databaseUser", databaseUser);
        json.put("source", source);
        json.put("version", version.orElse(null));
        json.put("changes", changes());
        return json;
    }

    /// With both states.
    Map<String, Object> whole() {
        Map<String, Object> json = summary();
        json.put("before", before);
        json.put("after", after);
        return json;
    }

    /// Which member from what to what; for a created or deleted subject, every member that was stated.
    private List<Map<String, Object>> changes() {
        Set<String> members = new TreeSet<>();
        members.addAll(before.propertyNames());
        members.addAll(after.propertyNames());
        members.removeAll(BOOKKEEPING);
        List<Map<String, Object>> changes = new ArrayList<>();
        for (String member : members) {
            JsonNode from = stated(before.path(member));
            JsonNode to = stated(after.path(member));
            if (!from.equals(to)) {
                Map<String, Object> change = new LinkedHashMap<>();
                change.put("field", "/" + member);
                change.put("from", from);
                change.put("to", to);
                changes.add(change);
            }
        }
        return changes;
    }

    private JsonNode stated(JsonNode value) {
        // Beside no state at all an empty list says nothing.
        boolean alone = before.isNull() || after.isNull();
        boolean nothing = value.isMissingNode() || (alone && value.isArray() && value.isEmpty());
        return nothing ? Json.MAPPER.nullNode() : value;
    }
}
