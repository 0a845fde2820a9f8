package dev.lendersync.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what one postmaster writes into a log file of limited size, the older half of it in a second file. Done here
/// because PostgreSQL's own logging collector limits the size of a file, not of all of them.
final class ServerLog {
    private static final long MAX_FILE_BYTES = 4L << 20;
    private static final int HEAD_BYTES = 64 << 10;
    private static final int BUFFER_BYTES = 8 << 10;
    private static final Logger LOG = LoggerFactory.getLogger(ServerLog.class);

    // Set once.
    private final Path file;
    private final long maxFileBytes;
    // Guarded by this.
    private final byte[] head = new byte[HEAD_BYTES];
    private int headLength;
    private boolean failed;

    ServerLog(Path file) {
        this(file, MAX_FILE_BYTES);
    }

    ServerLog(Path file, long maxFileBytes) {
        this.file = file;
        this.maxFileBytes = maxFileBytes;
    }

    /// Reads to the end of `output` on the calling thread. A full disk loses log lines but never stops the reading,
    /// since PostgreSQL would wait for it.
    void drain(InputStream output) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (output) {
            for (int length = output.read(buffer); length >= 0; length = output.read(buffer)) {
                accept(buffer, length);
            }
        } catch (IOException e) {
            LOG.debug("The output of PostgreSQL ended: {}", e.toString());
        }
    }

    /// The first 64 KiB: where a start that fails says why.
    synchronized String head() {
        return new String(head, 0, headLength, StandardCharsets.UTF_8);
    }

    private synchronized void accept(byte[] bytes, int length) {
        int kept = Math.min(length, head.length - headLength);
        System.arraycopy(bytes, 0, head, headLength, kept);
        headLength += kept;
        try {
            append(Arrays.copyOf(bytes, length));
            failed = false;
        } catch (IOException e) {
            if (!failed) {
                LOG.warn("Cannot write the log of PostgreSQL: {}", e.toString());
            }
            failed = true;
        }
    }

    private void append(byte[] bytes) throws IOException {
        if (Files.exists(file) && Files.size(file) + bytes.length > maxFileBytes) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            out.write(bytes);
        }
    }
}
