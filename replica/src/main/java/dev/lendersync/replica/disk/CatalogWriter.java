package dev.lendersync.replica.disk;

import dev.lendersync.protocol.Catalog;
import java.io.IOException;
import java.util.concurrent.Executor;
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

    /// @param thread runs one task after the other
    public CatalogWriter(CatalogFile file, Executor thread) {
        this.file = file;
        this.thread = thread;
    }

    /// Returns at once. A write that fails is logged; the next change is the next attempt.
    public void save(Catalog catalog) {
        if (next.getAndSet(catalog) == null) {
            thread.execute(this::write);
        }
    }

    private void write() {
        Catalog catalog = next.getAndSet(null);
        if (catalog == null) {
            return;
        }
        try {
            file.save(catalog);
        } catch (IOException | RuntimeException e) {
            log.warn("The catalog could not be written to {}; the next change tries again", file, e);
        }
    }
}
