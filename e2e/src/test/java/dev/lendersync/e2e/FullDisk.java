package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;

/// A Client App whose disk takes no catalog any more.
final class FullDisk implements Fault {
    private static final String WARNING = "could not be written";
    /// What its log may still grow.
    private static final long LOG_BYTES = 65_536;

    private final LocalSystem.Client client;
    private final int before;

    FullDisk(LocalSystem.Client client) throws IOException {
        this.client = client;
        this.before = client.app().output().length();
    }

    @Override
    public void inject() throws Exception {
        long limit = before + LOG_BYTES;
        assertThat(Files.size(client.cacheFile()))
                .as("a catalog above the limit")
                .isGreaterThan(limit);
        client.app().limitFiles(limit);
    }

    @Override
    public void heal() throws Exception {
        client.app().liftFileLimit();
    }

    /// Whether it warned, which it does once.
    @Override
    public long hits() {
        try {
            return client.app().output().substring(before).split(WARNING, -1).length - 1L;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
