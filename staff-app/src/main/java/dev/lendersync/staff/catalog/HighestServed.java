package dev.lendersync.staff.catalog;

import dev.lendersync.protocol.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The highest position that this node has served, kept in a file outside the database. It shows when a data directory
/// was put back to an earlier copy: that keeps everything else that makes the epoch.
///
/// Written in the background, newest wins, so a crash may lose the last few milliseconds.
public final class HighestServed {
    private static final Logger LOG = LoggerFactory.getLogger(HighestServed.class);

    private final Path file;
    private final Executor writer;
    private final AtomicReference<@Nullable Position> unwritten = new AtomicReference<>();
    private volatile @Nullable Position position;

    /// @param writer runs one task at a time, off the event loops
    public HighestServed(Path file, Executor writer) {
        this.file = file;
        this.writer = writer;
        this.position = read(file);
    }

    Optional<Position> position() {
        return Optional.ofNullable(position);
    }

    void raise(Position next) {
        position = next;
        if (unwritten.getAndSet(next) == null) {
            writer.execute(this::write);
        }
    }

    private void write() {
        Position newest = unwritten.getAndSet(null);
        if (newest == null) {
            return;
        }
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(temporary, newest + "\n");
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("event=highest-served-unwritten file={} reason=\"{}\"", file, e.toString());
        }
    }

    private static @Nullable Position read(Path file) {
        try {
            return Files.exists(file) ? Position.parse(Files.readString(file).strip()) : null;
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("event=highest-served-unreadable file={} reason=\"{}\"", file, e.toString());
            return null;
        }
    }
}
