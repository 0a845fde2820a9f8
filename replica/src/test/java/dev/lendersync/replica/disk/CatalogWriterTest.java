package dev.lendersync.replica.disk;

import static dev.lendersync.replica.Catalogs.catalog;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogWriterTest {
    @TempDir
    Path folder;

    private final Deque<Runnable> thread = new ArrayDeque<>();

    @Test
    void onlyTheNewestIsWritten() {
        CatalogFile file = new CatalogFile(folder.resolve("catalog.json"));
        CatalogWriter writer = new CatalogWriter(file, thread::add);
        for (int version = 1; version <= 50; version++) {
            writer.save(catalog(version));
        }
        assertThat(thread).hasSize(1);
        thread.remove().run();
        assertThat(file.load()).contains(catalog(50));
        writer.save(catalog(51));
        thread.remove().run();
        assertThat(file.load()).contains(catalog(51));
    }

    @Test
    void aFailureHarmsNothingAndTheNextChangeTriesAgain() throws IOException {
        Path blocked = folder.resolve("blocked");
        Files.writeString(blocked, "a file where a folder should be");
        CatalogFile file = new CatalogFile(blocked.resolve("catalog.json"));
        CatalogWriter writer = new CatalogWriter(file, Runnable::run);
        writer.save(catalog(1));
        assertThat(file.load()).isEmpty();
        Files.delete(blocked);
        writer.save(catalog(2));
        assertThat(file.load()).contains(catalog(2));
    }

    @Test
    void whatCouldNotBeWrittenIsTriedAgainWithoutAChange() throws IOException {
        Path blocked = folder.resolve("blocked");
        Files.writeString(blocked, "a file where a folder should be");
        CatalogFile file = new CatalogFile(blocked.resolve("catalog.json"));
        CatalogWriter writer = new CatalogWriter(file, Runnable::run);
        writer.save(catalog(1));
        writer.retry();
        assertThat(file.load()).isEmpty();
        Files.delete(blocked);
        writer.retry();
        assertThat(file.load()).contains(catalog(1));
    }

    @Test
    void aRetryNeverReplacesANewerCatalog() throws IOException {
        Path blocked = folder.resolve("blocked");
        Files.writeString(blocked, "a file where a folder should be");
        CatalogFile file = new CatalogFile(blocked.resolve("catalog.json"));
        CatalogWriter writer = new CatalogWriter(file, thread::add);
        writer.save(catalog(1));
        thread.remove().run();
        Files.delete(blocked);
        writer.save(catalog(2));
        writer.retry();
        assertThat(thread).hasSize(1);
        thread.remove().run();
        writer.retry();
        assertThat(thread).isEmpty();
        assertThat(file.load()).contains(catalog(2));
    }
}
