package dev.lendersync.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One running PostgreSQL server process, a child of ours.
final class Postmaster {
    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);

    /// Becomes the server, and leaves a watcher behind that stops it when our end of its standard input closes,
    /// which happens however we die. The watcher is no child of the server, which would take its end for a crash.
    /// It reads the number in postmaster.pid first, lest it hit another process once the server is gone.
    private static final String WATCHED = """
            exec 3<&0 </dev/null
            ((read -r _ <&3; read -r pid <"$0" && [ "$pid" = "$$" ] && kill -INT "$$") >/dev/null 2>&1 &)
            exec 3<&- "$@"
            """;

    private static final Duration POLL = Duration.ofMillis(20);
    /// May include the recovery from a crash.
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    /// From the server's last word to its end.
    private static final Duration END_LIMIT = Duration.ofSeconds(2);

    private final Process process;
    private final Thread drain;
    private final ServerLog log;
    private final Path data;

    private Postmaster(Process process, ServerLog log, Path data) {
        this.process = process;
        this.log = log;
        this.data = data;
        // Reading a pipe would hold the carrier of a virtual thread.
        this.drain =
                Thread.ofPlatform().daemon().name("postgres log").unstarted(() -> log.drain(process.getInputStream()));
    }

    /// @param server the command line of the server, which must not fork
    static Postmaster launch(List<String> server, Path data, ServerLog log) throws IOException {
        var line = new ArrayList<>(
                List.of("sh", "-c", WATCHED, PostmasterFile.path(data).toString()));
        if (Platform.current().system().equals("linux")) {
            // A session of its own: Ctrl-C in our terminal must not stop it before those who use it.
            line.add("setsid");
        }
        line.addAll(server);
        var postmaster = new Postmaster(Command.prepare(line).start(), log, data);
        postmaster.drain.start();
        return postmaster;
    }

    /// How a start ended.
    sealed interface Start {
        record Ready() implements Start {}

        /// @param output what the server said, at most 64 KiB
        record Died(String output) implements Start {}
    }

    /// Waits until the server accepts connections, at most 5 minutes.
    ///
    /// @throws EmbeddedPostgresException when that takes too long or is `abandoned`
    Start awaitReady(BooleanSupplier abandoned) throws IOException, InterruptedException {
        for (long i = 0; i < START_LIMIT.dividedBy(POLL); i++) {
            if (process.waitFor(POLL)) {
                drain.join(END_LIMIT);
                return new Start.Died(log.head());
            }
            if (abandoned.getAsBoolean()) {
                throw new EmbeddedPostgresException("PostgreSQL was closed while it started");
            }
            if (PostmasterFile.read(data).filter(this::isReadyHere).isPresent()) {
                return new Start.Ready();
            }
        }
        throw new EmbeddedPostgresException("PostgreSQL was not ready within " + START_LIMIT.toSeconds() + " s");
    }

    private boolean isReadyHere(PostmasterFile file) {
        return file.ready() && file.pid() == process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Stops the server as [DataDirectory#stop] does, and by force when that fails; committed data survives that too.
    void stop(DataDirectory directory) {
        try {
            if (process.isAlive()) {
                directory.stop();
                process.waitFor(END_LIMIT);
            }
        } catch (IOException e) {
            LOG.warn("PostgreSQL is killed since it cannot be stopped: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
