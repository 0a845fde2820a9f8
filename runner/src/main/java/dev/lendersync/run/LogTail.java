package dev.lendersync.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// The end of a program's log, where it says why it gave up.
final class LogTail {
    private static final int MAX_BYTES = 4_096;

    private LogTail() {}

    /// The last line that is not blank, or a word that there is none.
    static String lastLine(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(file.length(), MAX_BYTES)];
            file.seek(file.length() - end.length);
            file.readFully(end);
            List<String> lines = new String(end, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            return lines.isEmpty() ? "it said nothing" : lines.getLast().strip();
        } catch (IOException e) {
            return "its log can't be read";
        }
    }
}
