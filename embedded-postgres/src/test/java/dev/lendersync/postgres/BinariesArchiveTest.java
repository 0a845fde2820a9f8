package dev.lendersync.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesArchiveTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.EPOCH);

    @Test
    void unpacksOnceAndAgainOnlyWhenSomethingIsMissingOrCutShort(@TempDir Path parent) throws Exception {
        var archive = BinariesArchive.ofThisPlatform();
        Path unfinished = parent.resolve("18.3.0-" + Platform.current() + ".unfinished");
        Files.createDirectories(unfinished.resolve("bin/postgres"));

        Path folder = archive.unpackBelow(parent);
        assertThat(Binaries.in(folder).majorVersion()).isEqualTo(18);
        assertThat(unfinished).doesNotExist();

        Path server = folder.resolve("bin/postgres");
        Files.setLastModifiedTime(server, LONG_AGO);
        assertThat(archive.unpackBelow(parent)).isEqualTo(folder);
        assertThat(Files.getLastModifiedTime(server)).isEqualTo(LONG_AGO);

        Files.writeString(server, "");
        archive.unpackBelow(parent);
        assertThat(Binaries.in(folder).majorVersion()).isEqualTo(18);

        assertThat(BinariesArchive.isWhole(folder)).isTrue();
        Files.delete(folder.resolve("share/postgresql/postgres.bki"));
        assertThat(BinariesArchive.isWhole(folder)).isFalse();
    }

    @Test
    void aFolderWithoutPostgresIsRefused(@TempDir Path folder) {
        assertThatThrownBy(() -> Binaries.in(folder))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessage("no PostgreSQL program " + folder.resolve("bin/postgres"));
    }

    @Test
    void aPlatformWithoutBinariesIsNamed() {
        assertThat(Platform.of("Mac OS X", "aarch64")).hasToString("darwin-arm_64");
        assertThat(Platform.of("Linux", "amd64").archive()).isEqualTo("/postgres-linux-x86_64.txz");
        assertThatThrownBy(() -> Platform.of("SunOS", "sparcv9"))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageStartingWith("no embedded PostgreSQL for SunOS on sparcv9");
    }
}
