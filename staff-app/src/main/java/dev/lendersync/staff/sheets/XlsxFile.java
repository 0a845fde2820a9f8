package dev.lendersync.staff.sheets;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/// Reads the first sheet of an XLSX workbook, whose first row with content is the header. Numbers become text as a
/// person would type them; formulas and errors become faults of their cells.
///
/// Limits: those of [XlsxParts] and [Sheet].
public final class XlsxFile {
    private XlsxFile() {}

    /// @throws SheetFormatException saying what to change in the file
    public static Sheet read(Path file) throws IOException {
        XlsxParts.check(file);
        try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(false, true));
                Stream<Row> rows = workbook.getFirstSheet().openStream()) {
            Table table = new Table();
            rows.takeWhile(_ -> table.rows.size() <= Sheet.MAX_ROWS).forEach(table::add);
            if (table.columns.isEmpty()) {
                throw new SheetFormatException("the first row of the first sheet must name the columns");
            }
            return new Sheet(table.columns, table.rows);
        } catch (SheetFormatException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The reader has exceptions of many kinds for one thing: a workbook that it can't make sense of.
            throw new SheetFormatException("the workbook can't be read: " + e.getMessage() + "; save it anew", e);
        }
    }

    /// What was read so far.
    private static final class Table {
        private List<String> columns = List.of();
        private final List<SheetRow> rows = new ArrayList<>();

        private void add(Row row) {
            List<String> cells = new ArrayList<>();
            Map<Integer, String> faults = new HashMap<>();
            for (int column = 0; column < row.getCellCount(); column++) {
                @Nullable Cell cell = row.getOptionalCell(column).orElse(null);
                cells.add(cell == null ? "" : text(cell));
                String fault = cell == null ? "" : fault(cell);
                if (!fault.isEmpty()) {
                    faults.put(column, fault);
                }
            }
            while (!cells.isEmpty() && cells.getLast().isEmpty() && !faults.containsKey(cells.size() - 1)) {
                cells.removeLast();
            }
            if (!columns.isEmpty()) {
                rows.add(new SheetRow(row.getRowNum(), cells, faults));
            } else if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
                columns = List.copyOf(cells);
            }
        }
    }

    private static String fault(Cell cell) {
        return switch (cell.getType()) {
            case FORMULA -> "is a formula; put its value there";
            case ERROR -> "holds an error";
            case NUMBER, STRING, BOOLEAN, EMPTY -> "";
        };
    }

    private static String text(Cell cell) {
        return switch (cell.getType()) {
            case NUMBER -> number(cell.getRawValue());
            case BOOLEAN -> Boolean.toString("1".equals(cell.getRawValue()));
            case FORMULA -> "=" + cell.getFormula();
            case STRING, ERROR, EMPTY -> XlsxTexts.unescape(cell.getText());
        };
    }

    /// Spreadsheets keep 7.99 as 7.9900000000000002: the shortest decimal of the same binary number is what was typed.
    private static String number(String raw) {
        return BigDecimal.valueOf(Double.parseDouble(raw)).stripTrailingZeros().toPlainString();
    }
}
