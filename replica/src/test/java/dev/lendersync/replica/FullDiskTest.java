package dev.lendersync.replica;

import static dev.lendersync.replica.Catalogs.catalog;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.replica.disk.CatalogFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that takes no file for a while, under virtual time.
class FullDiskTest {
    @TempDir
    Path folder;

    private final VirtualTime time = new VirtualTime();
    private final ScriptedTransport net = new ScriptedTransport(new StaffAppDouble(catalog(5)));

    @Test
    void theCatalogIsWrittenWhenThereIsRoomAgainWithoutAChange() throws IOException {
        Path blocked = folder.resolve("blocked");
        Files.writeString(blocked, "a file where a folder should be");
        Path cache = blocked.resolve("catalog.json");
        try (LenderProducts products = LenderProducts.connect("http://staff.test", "lsk_key")
                .transport(net)
                .cacheFile(cache)
                .on(() -> time.surroundings(new Random(1)))
                .start()) {
            answer();
            assertThat(products.catalog()).isEqualTo(catalog(5));
            assertThat(products.freshness()).isInstanceOf(Freshness.Live.class);

            Files.delete(blocked);
            time.advance(Duration.ofSeconds(10));
            answer();
            assertThat(new CatalogFile(cache).load()).contains(catalog(5));
        }
    }

    private void answer() {
        time.settle();
        net.answerLast();
        time.settle();
    }
}
