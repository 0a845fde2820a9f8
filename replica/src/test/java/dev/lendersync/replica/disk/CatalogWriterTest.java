package dev.lendersync.replica.disk;

import static dev.lendersync.replica.Catalogs.catalog;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
        for (int confirmed = 0; confirmed < 100; confirmed++) {
            writer.retry();
        }
        assertThat(thread).as("P10 a write and a retry").hasSize(2);
        while (!thread.isEmpty()) {
            thread.remove().run();
        }
        writer.retry();
        assertThat(thread).as("there is nothing left to try").isEmpty();
        assertThat(file.load()).contains(catalog(2));
    }

    /// While the newer one is being written, what failed before it is still noted as such.
    @Test
    void aRetryDuringTheWriteOfANewerCatalogDoesNotReplaceItEither() throws Exception {
        Path blocked = folder.resolve("blocked");
        CatalogFile file = new CatalogFile(blocked.resolve("catalog.json"));
        try (ExecutorService disk = Executors.newSingleThreadExecutor()) {
            CatalogWriter writer = new CatalogWriter(file, disk);
            for (int version = 1; version <= 100; version += 2) {
                Files.deleteIfExists(blocked.resolve("catalog.json"));
                Files.deleteIfExists(blocked);
                Files.writeString(blocked, "a file where a folder should be");
                writer.save(catalog(version));
                settled(disk);
                Files.delete(blocked);
                writer.save(catalog(version + 1));
                Future<?> written = disk.submit(() -> {});
                while (!written.isDone()) {
                    writer.retry();
                }
                settled(disk);
                assertThat(file.load()).contains(catalog(version + 1));
            }
        }
    }

    private static void settled(ExecutorService disk) throws Exception {
        disk.submit(() -> {}).get();
    }
}
