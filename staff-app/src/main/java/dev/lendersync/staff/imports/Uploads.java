package dev.lendersync.staff.imports;

import dev.lendersync.protocol.Problem;
import dev.lendersync.staff.http.ProblemException;
import dev.lendersync.staff.http.Upload;
import dev.lendersync.staff.products.Texts;
import dev.lendersync.staff.sheets.CsvFile;
import dev.lendersync.staff.sheets.Sheet;
import dev.lendersync.staff.sheets.SheetFormatException;
import dev.lendersync.staff.sheets.SheetRow;
import dev.lendersync.staff.sheets.XlsxFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/// Reads uploaded files, one at a time: a large one needs much memory while it is read.
final class Uploads {
    enum Format {
        CSV,
        XLSX
    }

    private final Semaphore reading = new Semaphore(1);

    /// @throws ProblemException 422 saying what to change in the file
    Sheet read(Upload upload, Format format) {
        reading.acquireUninterruptibly();
        try {
            Sheet sheet = format == Format.XLSX ? XlsxFile.read(upload.file()) : readCsv(upload);
            return new Sheet(
                    sheet.columns().stream().map(Uploads::storable).toList(),
                    sheet.rows().stream().map(Uploads::storable).toList());
        } catch (SheetFormatException e) {
            throw new ProblemException(
                    Problem.of(422, "unreadable-file", "The file can't be read", String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            reading.release();
        }
    }

    private static Sheet readCsv(Upload upload) throws IOException {
        try (InputStream file = Files.newInputStream(upload.file())) {
            return CsvFile.read(file);
        }
    }

    private static SheetRow storable(SheetRow row) {
        if (row.cells().stream().allMatch(Uploads::isStorable)) {
            return row;
        }
        List<String> cells = new ArrayList<>();
        Map<Integer, String> faults = new HashMap<>(row.faults());
        for (String cell : row.cells()) {
            if (!isStorable(cell)) {
                faults.put(cells.size(), "holds a character that can't be kept");
            }
            cells.add(storable(cell));
        }
        return new SheetRow(row.number(), cells, faults);
    }

    private static boolean isStorable(String text) {
        return Texts.fault(text, Integer.MAX_VALUE).isEmpty();
    }

    private static String storable(String text) {
        return isStorable(text) ? text : text.replaceAll("[\\x00\\p{Cs}]", "\uFFFD");
    }
}
