package dev.lendersync.staff.legacy;

import java.util.List;

/// One row of an older table.
///
/// @param number as a spreadsheet counts: the header is row 1
/// @param cells one for each column; empty where the table holds nothing
public record LegacyRow(int number, List<String> cells) {
    public LegacyRow {
        cells = List.copyOf(cells);
    }

    boolean isBlank() {
        return cells.stream().allMatch(String::isBlank);
    }
}
