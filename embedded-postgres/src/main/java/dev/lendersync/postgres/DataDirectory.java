package dev.lendersync.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The data directory and the programs that make, mend and stop what is in it.
final class DataDirectory {
    static final String NAME = "lender_sync";

    private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);
    private static final Duration INITDB_LIMIT = Duration.ofMinutes(2);
    /// May include the recovery from a crash.
    private static final Duration SINGLE_USER_LIMIT = Duration.ofMinutes(5);

    private static final Duration FAST_LIMIT = Duration.ofSeconds(8);
    private static final Duration IMMEDIATE_LIMIT = Duration.ofSeconds(5);
    /// What `pg_ctl` needs beyond the time that it is told to wait.
    private static final Duration PG_CTL_SLACK = Duration.ofSeconds(5);

    private static final String ACCESS = """
            # The superuser has no password and so no way in but the single-user mode.
            host all all 127.0.0.1/32 scram-sha-256
            """;

    private final Path path;
    private final Binaries binaries;
    private final ServerUser user;

    DataDirectory(Path path, Binaries binaries, ServerUser user) {
        this.path = path;
        this.binaries = binaries;
        this.user = user;
    }

    Path path() {
        return path;
    }

    boolean exists() {
        return Files.exists(path);
    }

    /// Makes the directory under a name of its own first, so that an interrupted attempt never looks finished. The
    /// name differs each time: a killed process may have left an `initdb` that still writes.
    void create(String password, long attempt) throws IOException {
        LOG.info("Making a new PostgreSQL {} data directory in {}", binaries.majorVersion(), path);
        String prefix = path.getFileName() + ".unfinished-";
        deleteEarlierAttempts(prefix);
        Path unfinished = path.resolveSibling(prefix + Long.toHexString(attempt));
        Files.createDirectory(unfinished);
        user.own(unfinished);
        initdb(unfinished);
        Files.writeString(unfinished.resolve("pg_hba.conf"), ACCESS);
        var attemptDirectory = new DataDirectory(unfinished, binaries, user);
        attemptDirectory.single("""
                CREATE ROLE %1$s LOGIN CREATEDB PASSWORD '%2$s';
                CREATE DATABASE %1$s OWNER %1$s;
                GRANT pg_monitor, pg_checkpoint TO %1$s;
                GRANT SET ON PARAMETER session_replication_role TO %1$s;
                """.formatted(NAME, password));
        FileTree.publish(unfinished, path);
    }

    private void deleteEarlierAttempts(String prefix) throws IOException {
        try (var attempts = Files.newDirectoryStream(path.resolveSibling("."), prefix + "*")) {
            for (Path attempt : attempts) {
                try {
                    FileTree.delete(attempt);
                } catch (IOException e) {
                    LOG.warn("An earlier attempt is still being written and is left for later: {}", e.toString());
                }
            }
        }
    }

    private void initdb(Path target) throws IOException {
        // Only Linux is sure to have the locale C.UTF-8; text is compared and folded by ICU everywhere.
        String locale = Platform.current().system().equals("linux") ? "C.UTF-8" : "C";
        var line = user.commandLine(List.of(
                binaries.program("initdb"),
                "--pgdata=" + target,
                "--username=postgres",
                "--auth=reject",
                "--encoding=UTF8",
                "--locale=" + locale,
                "--lc-messages=C",
                "--locale-provider=icu",
                "--icu-locale=und",
                "--data-checksums"));
        var result = Command.run(line, "", INITDB_LIMIT);
        if (!result.succeeded()) {
            throw new EmbeddedPostgresException(
                    "cannot make a PostgreSQL data directory in " + path + ": " + Complaint.in(result.output()));
        }
    }

    /// Readies a directory of an earlier start.
    void reopen() throws IOException {
        Path versionFile = path.resolve("PG_VERSION");
        if (!Files.isRegularFile(versionFile)) {
            throw new EmbeddedPostgresException(path + " is not a PostgreSQL data directory: move it away");
        }
        String version = Files.readString(versionFile).strip();
        if (!version.equals(Integer.toString(binaries.majorVersion()))) {
            throw new EmbeddedPostgresException(
                    path + " was made by PostgreSQL " + version + ", but this is PostgreSQL " + binaries.majorVersion()
                            + ": dump it with the old version and restore it into a new home");
        }
        stopLeftover();
        user.own(path);
    }

    /// The command line of a server on this directory.
    List<String> serverCommand(List<String> settings) {
        var words = new ArrayList<>(List.of(binaries.program("postgres"), "-D", path.toString()));
        words.addAll(settings);
        return user.commandLine(words);
    }

    void setPassword(String password) throws IOException {
        single("ALTER ROLE %s PASSWORD '%s';%n".formatted(NAME, password));
    }

    /// Runs SQL, one statement a line, as superuser in single-user mode: the binaries hold no client program.
    private void single(String sql) throws IOException {
        var line = user.commandLine(List.of(
                binaries.program("postgres"),
                "--single",
                "-D",
                path.toString(),
                "-c",
                "exit_on_error=on",
                // Statements hold the password.
                "-c",
                "log_min_error_statement=panic",
                "postgres"));
        var result = Command.run(line, sql, SINGLE_USER_LIMIT);
        if (!result.succeeded()) {
            throw new EmbeddedPostgresException(
                    "cannot set up PostgreSQL in " + path + ": " + Complaint.in(result.output()));
        }
    }

    /// Stops the server that a killed process left behind, and clears the trace of one that is dead.
    private void stopLeftover() throws IOException {
        var file = PostmasterFile.read(path);
        var leftover = file.flatMap(present -> present.process(path));
        if (leftover.isPresent()) {
            LOG.info(
                    "Stopping the PostgreSQL that an earlier run left behind, process {}",
                    leftover.get().pid());
            stop();
            if (!ended(leftover.get())) {
                throw new EmbeddedPostgresException("cannot stop the PostgreSQL that an earlier run left behind in "
                        + path + ", process " + leftover.get().pid());
            }
        }
        Files.deleteIfExists(PostmasterFile.path(path));
    }

    /// The server may be on its way out when we ask, and takes its pid file away before it ends.
    private static boolean ended(ProcessHandle process) throws IOException {
        try {
            process.onExit().get(IMMEDIATE_LIMIT.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for process " + process.pid(), e);
        } catch (ExecutionException e) {
            throw new IOException("cannot wait for process " + process.pid(), e);
        }
    }

    /// Ends all sessions and writes all to disk; when that takes longer than 8 s, leaves the rest to the recovery at
    /// the next start. Returns at the latest after some 20 s, whatever came of it.
    void stop() throws IOException {
        if (!stop("fast", FAST_LIMIT)) {
            stop("immediate", IMMEDIATE_LIMIT);
        }
    }

    private boolean stop(String mode, Duration limit) throws IOException {
        var words = new ArrayList<>(List.of(binaries.program("pg_ctl"), "stop", "--wait", "--silent"));
        words.addAll(List.of("--pgdata=" + path, "--mode=" + mode, "--timeout=" + limit.toSeconds()));
        var result = Command.run(user.commandLine(words), "", limit.plus(PG_CTL_SLACK));
        if (!result.succeeded()) {
            LOG.warn("PostgreSQL did not stop in mode {}: {}", mode, Complaint.in(result.output()));
        }
        return result.succeeded();
    }
}
