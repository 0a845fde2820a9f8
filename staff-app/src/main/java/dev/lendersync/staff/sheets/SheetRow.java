package dev.lendersync.staff.sheets;

import java.util.List;
import java.util.Map;

/// One row of a table.
///
/// @param number as a spreadsheet counts: the header is row 1
/// @param cells one for each column; empty where the table holds nothing
/// @param faults by column, why a cell can't be taken as it is, whatever its column means: a formula, say
public record SheetRow(int number, List<String> cells, Map<Integer, String> faults) {
    public SheetRow {
        cells = List.copyOf(cells);
        faults = Map.copyOf(faults);
    }

    public SheetRow(int number, List<String> cells) {
        this(number, cells, Map.of());
    }

    boolean isBlank() {
        return faults.isEmpty() && cells.stream().allMatch(String::isBlank);
    }
}
