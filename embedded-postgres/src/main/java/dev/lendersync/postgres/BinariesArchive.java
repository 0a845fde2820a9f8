package dev.lendersync.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import java.util.concurrent.atomic.LongAdder;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The binaries on the class path, unpacked once into a folder named for their version and platform.
final class BinariesArchive {
    private static final Logger LOG = LoggerFactory.getLogger(BinariesArchive.class);
    private static final String INVENTORY = "inventory";
    private static final int EXECUTABLE_BITS = 0111;

    private final Platform platform;
    private final String version;

    private BinariesArchive(Platform platform, String version) {
        this.platform = platform;
        this.version = version;
    }

    static BinariesArchive ofThisPlatform() {
        try (InputStream stream = BinariesArchive.class.getResourceAsStream("binaries.properties")) {
            var properties = new Properties();
            properties.load(stream);
            return new BinariesArchive(Platform.current(), properties.getProperty("version"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns the folder with `bin/postgres` below `parent`, unpacking it unless it is there and whole.
    Path unpackBelow(Path parent) throws IOException {
        Path folder = parent.resolve(version + "-" + platform);
        if (isWhole(folder)) {
            return folder;
        }
        LOG.info("Unpacking PostgreSQL {} into {}", version, folder);
        Path unfinished = parent.resolve(folder.getFileName() + ".unfinished");
        FileTree.delete(unfinished);
        FileTree.delete(folder);
        Files.createDirectories(unfinished);
        unpackInto(unfinished);
        Files.writeString(unfinished.resolve(INVENTORY), inventory(unfinished));
        FileTree.publish(unfinished, folder);
        return folder;
    }

    /// A power failure may leave the final name with empty files behind it, so that the name alone proves nothing.
    static boolean isWhole(Path folder) throws IOException {
        Path inventory = folder.resolve(INVENTORY);
        return Files.isRegularFile(inventory) && Files.readString(inventory).equals(inventory(folder));
    }

    private static String inventory(Path folder) throws IOException {
        var files = new LongAdder();
        var bytes = new LongAdder();
        FileTree.visit(
                folder,
                path -> {
                    if (!path.equals(folder.resolve(INVENTORY))) {
                        files.increment();
                        bytes.add(Files.isSymbolicLink(path) ? 0 : Files.size(path));
                    }
                },
                path -> {});
        return files.sum() + " files, " + bytes.sum() + " bytes";
    }

    private void unpackInto(Path folder) throws IOException {
        try (InputStream packed = BinariesArchive.class.getResourceAsStream(platform.archive())) {
            if (packed == null) {
                throw new EmbeddedPostgresException(
                        "the PostgreSQL binaries for " + platform + " are not on the class path");
            }
            try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(entry, tar, folder);
                }
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path folder) throws IOException {
        Path path = inside(folder, folder.resolve(entry.getName()));
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            inside(folder, path.resolveSibling(entry.getLinkName()));
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, path);
        boolean executable = (entry.getMode() & EXECUTABLE_BITS) != 0;
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static Path inside(Path folder, Path path) throws IOException {
        Path normal = path.normalize();
        if (!normal.startsWith(folder)) {
            throw new IOException("the archive of the PostgreSQL binaries reaches outside its folder: " + path);
        }
        return normal;
    }
}
