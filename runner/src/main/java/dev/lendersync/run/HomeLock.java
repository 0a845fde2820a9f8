package dev.lendersync.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Held as long as one `./run` uses a home. The operating system releases it when the process ends, however it ends;
/// the file stays and says who used the home last.
final class HomeLock implements AutoCloseable {
    private static final String FILE = "run.lock";

    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /// @param owner what to tell another one that comes, e.g. "process 17 on ports 8080, 8081"
    /// @throws RunFailure when another process holds it
    static HomeLock take(Home home, String owner) throws IOException {
        Path file = home.file(FILE);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw RunFailure.cannotRun("Lender Sync runs already in " + home.folder() + ": "
                    + Files.readString(file).strip()
                    + ". Stop it first, or set LENDER_SYNC_HOME, STAFF_PORT and CLIENT_PORTS for another one.");
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((owner + "\n").getBytes(StandardCharsets.UTF_8)));
        return new HomeLock(channel);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
