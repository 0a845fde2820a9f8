package dev.lendersync.staff.imports;

import dev.lendersync.protocol.Json;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What an import would do with one row.
///
/// @param productId null when there is none yet
/// @param revision of the product that the dry run saw; 0 when there is none
/// @param changes `[{"field","from","to"}]`
/// @param problems `[{"column","cell","detail","value"}]`
/// @param draft the product as it will be; null when nothing is written
record RowOutcome(
        int row,
        Kind kind,
        @Nullable String name,
        @Nullable UUID productId,
        long revision,
        ArrayNode changes,
        ArrayNode problems,
        @Nullable ObjectNode draft) {
    enum Kind {
        NEW,
        CHANGED,
        UNCHANGED,
        CONFLICT,
        INVALID;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// As the table of outcomes takes it.
    ObjectNode json() {
        ObjectNode json = Json.MAPPER
                .createObjectNode()
                .put("row", row)
                .put("outcome", kind.word())
                .put("name", name);
        if (productId != null) {
            json.put("product_id", productId.toString()).put("revision", revision);
        }
        json.set("changes", changes);
        json.set("problems", problems);
        if (draft != null) {
            json.set("draft", draft);
        }
        return json;
    }
}
