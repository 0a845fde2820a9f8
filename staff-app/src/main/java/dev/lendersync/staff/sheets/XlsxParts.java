package dev.lendersync.staff.sheets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Looks at every part of an XLSX file, which is a zip, before a reader of spreadsheets sees it: how many there are,
/// how large they become, and that none of its XML declares entities, which could make it larger still.
final class XlsxParts {
    static final int MAX_PARTS = 1_000;
    static final int MAX_INFLATED_MB = 200;

    private static final byte[] DOCTYPE = "<!doctype".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER = 64 * 1024;

    private long inflated;

    private XlsxParts() {}

    /// @throws SheetFormatException saying what is wrong
    static void check(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > MAX_PARTS) {
                throw new SheetFormatException("the file has more than " + MAX_PARTS + " parts; save it anew");
            }
            if (zip.getEntry("xl/workbook.xml") == null) {
                throw new SheetFormatException("the file is no XLSX workbook; save it as \"Excel Workbook (.xlsx)\"");
            }
            XlsxParts parts = new XlsxParts();
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                try (InputStream part = zip.getInputStream(entry)) {
                    CheckedInputStream checked = new CheckedInputStream(part, new CRC32());
                    parts.inflate(checked, isXml(entry.getName()));
                    requireWhole(checked.getChecksum().getValue(), entry);
                }
            }
        } catch (IOException e) {
            // Of many kinds, by where the damage is.
            throw new SheetFormatException(
                    "the file is no XLSX workbook, or damaged; save it as \"Excel Workbook (.xlsx)\"", e);
        }
    }

    private static void requireWhole(long checksum, ZipEntry entry) throws ZipException {
        if (entry.getCrc() != checksum) {
            throw new ZipException("the checksum of " + entry.getName() + " is not right");
        }
    }

    private static boolean isXml(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".xml") || lower.endsWith(".rels");
    }

    /// What a zip says of its sizes may be a lie, so the bytes themselves are counted.
    private void inflate(InputStream part, boolean xml) throws IOException {
        byte[] buffer = new byte[BUFFER];
        int matched = 0;
        for (int read = part.read(buffer); read >= 0; read = part.read(buffer)) {
            inflated += read;
            if (inflated > MAX_INFLATED_MB * 1024L * 1024) {
                throw new SheetFormatException("the file unpacks to more than " + MAX_INFLATED_MB
                        + " MB; leave out sheets and columns that are not needed");
            }
            for (int i = 0; xml && i < read; i++) {
                matched = matched(matched, buffer[i]);
            }
        }
    }

    /// How much of `<!DOCTYPE` the bytes so far end with. UTF-16 would hide it: it is refused by its zero bytes.
    private static int matched(int before, byte next) {
        if (next == 0) {
            throw new SheetFormatException("the file holds XML that is not UTF-8; save it anew");
        }
        if (Character.toLowerCase(next) == DOCTYPE[before]) {
            if (before + 1 == DOCTYPE.length) {
                throw new SheetFormatException("the file holds a document type, as no spreadsheet does; save it anew");
            }
            return before + 1;
        }
        return next == DOCTYPE[0] ? 1 : 0;
    }
}
