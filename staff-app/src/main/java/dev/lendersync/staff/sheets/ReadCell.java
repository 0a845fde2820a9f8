package dev.lendersync.staff.sheets;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What came of reading one cell.
public sealed interface ReadCell {
    /// @param members what the cell states, by the product's member names
    record States(Map<String, JsonNode> members) implements ReadCell {}

    record Unreadable(String why) implements ReadCell {}
}
