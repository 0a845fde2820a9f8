package dev.lendersync.staff.legacy;

import dev.lendersync.staff.sheets.Sheet;
import dev.lendersync.staff.sheets.SheetFormatException;
import dev.lendersync.staff.sheets.SheetRow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Reads an older catalog out of a database table: every column as text, NULL as an empty cell.
public final class LegacySource {
    private LegacySource() {}

    /// @param table its name, with its schema before a point where needed
    /// @throws SheetFormatException when the table is beyond the limits of [Sheet]
    public static Sheet read(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT * FROM " + quoted(table) + " LIMIT " + (Sheet.MAX_ROWS + 1))) {
            List<String> columns = columns(rows.getMetaData());
            List<SheetRow> cells = new ArrayList<>();
            while (rows.next()) {
                cells.add(row(rows, cells.size() + 1, columns.size()));
            }
            return new Sheet(columns, cells);
        }
    }

    private static List<String> columns(ResultSetMetaData meta) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(meta.getColumnLabel(i));
        }
        return columns;
    }

    private static SheetRow row(ResultSet rows, int number, int width) throws SQLException {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
            String cell = rows.getString(i);
            cells.add(cell == null ? "" : cell);
        }
        return new SheetRow(number, cells);
    }

    private static String quoted(String table) {
        return Arrays.stream(table.split("\\.", 2))
                .map(part -> "\"" + part.replace("\"", "\"\"") + "\"")
                .collect(Collectors.joining("."));
    }
}
