package dev.lendersync.staff.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;

/// A CSV file as spreadsheets open it: UTF-8 with a byte order mark, commas, CR LF.
final class CsvOutput {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final StringBuilder text = new StringBuilder().append(BYTE_ORDER_MARK);

    void row(List<String> cells) {
        try {
            CSVFormat.RFC4180.printRecord(text, cells.toArray());
        } catch (IOException e) {
            throw new UncheckedIOException("a StringBuilder does no I/O", e);
        }
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
