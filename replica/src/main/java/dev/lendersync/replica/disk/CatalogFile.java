package dev.lendersync.replica.disk;

import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Digest;
import dev.lendersync.protocol.MalformedMessageException;
import dev.lendersync.protocol.Snapshot;
import dev.lendersync.protocol.SyncCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The last good catalog on disk: a snapshot as it is on the wire, with position and digest, and in a second line the
/// SHA-256 of the first, since the digest does not cover the position. Written whole or not at all; believed only when
/// both are right.
public final class CatalogFile {
    /// The largest file that is read.
    public static final int MAX_BYTES = 256 << 20;

    /// A line feed and 64 hex digits.
    private static final int SEAL_BYTES = 65;

    private static final Logger log = LoggerFactory.getLogger(CatalogFile.class);

    private final Path path;
    private final Path temporary;

    /// @throws IllegalArgumentException when the path names no file
    public CatalogFile(Path path) {
        Path name = path.getFileName();
        if (name == null) {
            throw new IllegalArgumentException("the cache file needs a name");
        }
        this.path = path.toAbsolutePath();
        this.temporary = this.path.resolveSibling(name + ".tmp");
    }

    /// The catalog in the file, or nothing when there is no file, or with a warning when it cannot be believed.
    public Optional<Catalog> load() {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            return Optional.of(read());
        } catch (IOException | MalformedMessageException e) {
            log.warn("The catalog file {} is ignored and will be replaced: {}", path, e.getMessage());
            return Optional.empty();
        }
    }

    private Catalog read() throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new IOException("it is no regular file");
        }
        if (Files.size(path) > MAX_BYTES) {
            throw new IOException("it is larger than " + MAX_BYTES + " bytes");
        }
        Snapshot snapshot = SyncCodec.decodeSnapshot(body(Files.readAllBytes(path)));
        if (!snapshot.verified()) {
            throw new IOException("its content does not have the digest that it names");
        }
        return snapshot.catalog();
    }

    private static byte[] body(byte[] bytes) throws IOException {
        int length = Math.max(0, bytes.length - SEAL_BYTES);
        byte[] body = Arrays.copyOf(bytes, length);
        if (!Arrays.equals(seal(body), Arrays.copyOfRange(bytes, length, bytes.length))) {
            throw new IOException("it is torn, or was written by something else");
        }
        return body;
    }

    private static byte[] seal(byte[] body) {
        return ("\n" + Digest.of(body)).getBytes(StandardCharsets.US_ASCII);
    }

    /// Replaces the file. A crash at any moment leaves the old one or the new one.
    public void save(Catalog catalog) throws IOException {
        Path folder = path.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        byte[] body = SyncCodec.encode(catalog);
        write(body, seal(body));
        Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (folder != null) {
            syncFolder(folder);
        }
    }

    private void write(byte[]... parts) throws IOException {
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (byte[] part : parts) {
                ByteBuffer rest = ByteBuffer.wrap(part);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
            }
            channel.force(true);
        }
    }

    /// Makes the rename durable where the system can; where it cannot, the old file may come back after a power cut,
    /// which is a good catalog too.
    private static void syncFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            log.debug("The folder {} cannot be synced: {}", folder, e.getMessage());
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
