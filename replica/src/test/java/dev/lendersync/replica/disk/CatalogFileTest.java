package dev.lendersync.replica.disk;

import static dev.lendersync.replica.Catalogs.catalog;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lendersync.protocol.Catalog;
import dev.lendersync.replica.Catalogs;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogFileTest {
    @TempDir
    Path folder;

    private Path path() {
        return folder.resolve("a/b/catalog.json");
    }

    private CatalogFile file() {
        return new CatalogFile(path());
    }

    @Test
    void whatIsSavedIsLoadedAndNothingElseIsLeft() throws IOException {
        assertThat(file().load()).isEmpty();
        file().save(catalog(3));
        file().save(catalog(4));
        assertThat(file().load()).contains(catalog(4));
        file().save(Catalog.empty(Catalogs.at(9)));
        assertThat(file().load()).contains(Catalog.empty(Catalogs.at(9)));
        try (var left = Files.list(path().getParent())) {
            assertThat(left).containsExactly(path());
        }
    }

    @Test
    void aFileTornAnywhereIsIgnoredAndReplaced() throws IOException {
        file().save(catalog(3));
        byte[] whole = Files.readAllBytes(path());
        for (int length = 0; length < whole.length; length++) {
            Files.write(path(), Arrays.copyOf(whole, length));
            assertThat(file().load()).as("torn at %d", length).isEmpty();
        }
        file().save(catalog(3));
        assertThat(file().load()).contains(catalog(3));
    }

    @Test
    void aFileWithAByteChangedAnywhereIsIgnored() throws IOException {
        file().save(catalog(2));
        byte[] whole = Files.readAllBytes(path());
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            Files.write(path(), changed);
            assertThat(file().load()).as("changed at %d", at).isEmpty();
        }
    }

    @Test
    void aForeignFileIsIgnored() throws IOException {
        Files.createDirectories(path().getParent());
        for (String foreign : new String[] {"{}", "[]", "hello", "{\"position\":\"e1:1\"}", "\u0000\u0000"}) {
            Files.writeString(path(), foreign);
            assertThat(file().load()).as(foreign).isEmpty();
        }
    }

    @Test
    void aFolderInItsPlaceIsIgnored() throws IOException {
        Files.createDirectories(path());
        assertThat(file().load()).isEmpty();
    }

    @Test
    void p10AFileThatIsTooLargeIsIgnoredUnread() throws IOException {
        Files.createDirectories(path().getParent());
        try (RandomAccessFile sparse = new RandomAccessFile(path().toFile(), "rw")) {
            sparse.setLength(CatalogFile.MAX_BYTES + 1L);
        }
        assertThat(file().load()).isEmpty();
    }

    @Test
    void aWriteThatFailsLeavesTheOldFile() throws IOException {
        file().save(catalog(3));
        Path temporary = path().resolveSibling("catalog.json.tmp");
        Files.createDirectories(temporary); // a folder there can't be written to: what a full disk does, without one
        assertThatThrownBy(() -> file().save(catalog(4))).isInstanceOf(IOException.class);
        assertThat(file().load()).contains(catalog(3));
        Files.delete(temporary);
        file().save(catalog(5));
        assertThat(file().load()).contains(catalog(5));
    }
}
