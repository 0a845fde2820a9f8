package dev.lendersync.staff.sheets;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// An older catalog as it was found: one table of text, out of a CSV file or a database. Blank rows are left out.
public record Sheet(List<String> columns, List<SheetRow> rows) {
    public static final int MAX_ROWS = 100_000;
    public static final int MAX_COLUMNS = 200;
    /// In UTF-16 code units.
    public static final int MAX_CELL = 100_000;

    /// @throws SheetFormatException when it is beyond the limits, a row is wider than the header, or two columns have
    ///     one name
    public Sheet {
        if (columns.size() > MAX_COLUMNS) {
            throw new SheetFormatException("at most " + MAX_COLUMNS + " columns, had " + columns.size());
        }
        if (rows.size() > MAX_ROWS) {
            throw new SheetFormatException("at most " + MAX_ROWS + " rows, had " + rows.size());
        }
        columns = named(columns);
        int width = columns.size();
        rows = rows.stream()
                .filter(row -> !row.isBlank())
                .map(row -> fitted(row, width))
                .toList();
    }

    /// A column without a name is called by its place, so that its cells can be spoken of.
    private static List<String> named(List<String> columns) {
        List<String> named = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            String name = column.isBlank() ? "column " + (named.size() + 1) : column.strip();
            if (!seen.add(name)) {
                throw new SheetFormatException("two columns are called \"" + name + "\"; rename one");
            }
            named.add(name);
        }
        return List.copyOf(named);
    }

    private static SheetRow fitted(SheetRow row, int width) {
        List<String> cells = new ArrayList<>(row.cells());
        while (cells.size() < width) {
            cells.add("");
        }
        while (cells.size() > width && cells.getLast().isBlank()) {
            cells.removeLast();
        }
        if (cells.size() > width) {
            throw new SheetFormatException("row " + row.number() + " has " + cells.size() + " cells, but the header "
                    + width + ": is a quote missing?");
        }
        if (cells.stream().anyMatch(cell -> cell.length() > MAX_CELL)) {
            throw new SheetFormatException(
                    "row " + row.number() + " has a cell of more than " + MAX_CELL + " characters");
        }
        return new SheetRow(row.number(), cells, row.faults());
    }
}
