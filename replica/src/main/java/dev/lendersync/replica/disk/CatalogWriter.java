package dev.lendersync.replica.disk;

import dev.lendersync.protocol.Catalog;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes catalogs to the file, one at a time and away from the caller's thread. Of those that come while one is being
/// written only the newest is kept: the queue has one place.
public final class CatalogWriter {
    private static final Logger log = LoggerFactory.getLogger(CatalogWriter.class);

    private final CatalogFile file;
    private final Executor thread;
    private final AtomicReference<@Nullable Catalog> next = new AtomicReference<>();
    private final AtomicBoolean retrying = new AtomicBoolean();
    // Written by the thread, read by any: what the last write failed to write.
    private volatile @Nullable Catalog unwritten;

    /// @param thread runs one task after the other
    public CatalogWriter(CatalogFile file, Executor thread) {
        this.file = file;
        this.thread = thread;
    }

    /// Returns at once. A write that fails is tried again with the next change, or when told to.
    public void save(Catalog catalog) {
        if (next.getAndSet(catalog) == null) {
            thread.execute(this::write);
        }
    }

    /// Tries again what could not be written, if nothing newer waits: a disk that was full need not wait for a change.
    public void retry() {
        // One waits at most, however long the disk hangs.
        if (unwritten != null && retrying.compareAndSet(false, true)) {
            // Decided on the thread: here a newer one may be on its way to the file, and the old one would follow it.
            thread.execute(this::writeAgain);
        }
    }

    private void writeAgain() {
        retrying.set(false);
        Catalog catalog = unwritten;
        if (catalog != null && next.compareAndSet(null, catalog)) {
            write();
        }
    }

    private void write() {
        Catalog catalog = next.getAndSet(null);
        if (catalog == null) {
            return;
        }
        boolean failing = unwritten != null;
        try {
            file.save(catalog);
            unwritten = null;
            if (failing) {
                log.info("The catalog is written to {} again", file);
            }
        } catch (IOException | RuntimeException e) {
            unwritten = catalog;
            // Said once: a full disk must not be filled with the news of it.
            if (!failing) {
                log.warn("The catalog could not be written to {}; tries go on until it is", file, e);
            }
        }
    }
}
