package dev.lendersync.staff.sheets;

import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// Reads a CSV file: UTF-8 with or without a byte order mark, a header, cells separated by comma, semicolon or tab
/// (whichever the header holds most of), quotes doubled inside quotes.
///
/// Limits: [#MAX_BYTES], and those of [Sheet].
public final class CsvFile {
    public static final int MAX_BYTES = 50 * 1024 * 1024;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private CsvFile() {}

    /// @throws SheetFormatException saying what to change in the file
    public static Sheet read(InputStream file) throws IOException {
        byte[] bytes = file.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new SheetFormatException("at most " + MAX_BYTES / 1024 / 1024 + " MB can be read at once");
        }
        return parse(decode(bytes));
    }

    private static String decode(byte[] bytes) {
        requireNotUtf16(bytes);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new SheetFormatException(
                    "the file is not UTF-8 but probably Windows-1252 or Latin-1; save it as \"CSV UTF-8\"", e);
        }
    }

    /// A byte order mark says so, or the zero byte that every other character of a header in Latin letters has.
    private static void requireNotUtf16(byte[] bytes) {
        int first = bytes.length < 2 ? 0 : ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
        boolean marked = first == 0xFEFF || first == 0xFFFE;
        boolean zeros = bytes.length >= 2 && (bytes[0] == 0) != (bytes[1] == 0);
        if (marked || zeros) {
            throw new SheetFormatException(
                    "the file is not UTF-8 but UTF-16 (\"Unicode Text\"); save it as \"CSV UTF-8\"");
        }
    }

    private static Sheet parse(String text) throws IOException {
        CSVFormat format = CSVFormat.Builder.create(CSVFormat.RFC4180)
                .setDelimiter(delimiter(text))
                .setIgnoreEmptyLines(false)
                .get();
        try (CSVParser parser = CSVParser.parse(text, format)) {
            List<String> columns = List.of();
            List<SheetRow> rows = new ArrayList<>();
            for (CSVRecord line : parser) {
                if (columns.isEmpty()) {
                    columns = line.toList();
                } else if (rows.size() <= Sheet.MAX_ROWS) {
                    rows.add(new SheetRow(Math.toIntExact(line.getRecordNumber()), line.toList()));
                }
            }
            if (columns.stream().allMatch(String::isBlank)) {
                throw new SheetFormatException("the first line must name the columns");
            }
            return new Sheet(columns, rows);
        } catch (UncheckedIOException e) {
            throw new SheetFormatException(
                    "not CSV: " + requireNonNullElse(e.getCause(), e).getMessage(), e);
        }
    }

    private static char delimiter(String text) {
        int[] counts = new int[3];
        boolean quoted = false;
        for (int i = 0; i < text.length() && (quoted || text.charAt(i) != '\n'); i++) {
            char c = text.charAt(i);
            quoted = quoted != (c == '"');
            int kind = quoted ? -1 : ",;\t".indexOf(c);
            if (kind >= 0) {
                counts[kind]++;
            }
        }
        int most = 0;
        for (int kind = 1; kind < counts.length; kind++) {
            most = counts[kind] > counts[most] ? kind : most;
        }
        return ",;\t".charAt(most);
    }
}
