package dev.lendersync.staff.imports;

import dev.lendersync.staff.sheets.XlsxTexts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/// An XLSX workbook of one sheet. Rows are packed as they come, a batch at a time.
final class XlsxOutput {
    private static final int BATCH = 500;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Workbook workbook = new Workbook(bytes, "Lender Sync", "1.0");
    private final Worksheet sheet = workbook.newWorksheet("Lender products");
    private int rows;

    void row(List<ExportColumn.Cell> cells) {
        for (int column = 0; column < cells.size(); column++) {
            switch (cells.get(column)) {
                case ExportColumn.Cell.Blank() -> {}
                case ExportColumn.Cell.Text(var text) -> sheet.inlineString(rows, column, XlsxTexts.escape(text));
                case ExportColumn.Cell.Numeric(var number) -> sheet.value(rows, column, number);
                case ExportColumn.Cell.Truth(var truth) -> sheet.value(rows, column, truth);
            }
        }
        rows++;
        if (rows % BATCH == 0) {
            flush();
        }
    }

    private void flush() {
        try {
            sheet.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does no I/O", e);
        }
    }

    byte[] finish() {
        try {
            workbook.finish();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does no I/O", e);
        }
        return bytes.toByteArray();
    }
}
