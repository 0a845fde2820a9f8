package dev.lendersync.staff.lenders;

import dev.lendersync.protocol.Json;
import tools.jackson.databind.node.ObjectNode;

/// A draft as JSON, with every member: what [LenderReader] reads back to an equal draft.
public final class LenderJson {
    private LenderJson() {}

    public static ObjectNode of(LenderDraft draft) {
        return Json.MAPPER
                .createObjectNode()
                .put("name", draft.name())
                .put("website", draft.website())
                .put("contactName", draft.contactName())
                .put("contactEmail", draft.contactEmail())
                .put("contactPhone", draft.contactPhone())
                .put("notes", draft.notes())
                .put("status", draft.status().name());
    }
}
