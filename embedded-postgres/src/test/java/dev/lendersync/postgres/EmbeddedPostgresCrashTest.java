package dev.lendersync.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// kill -9 of the server and of its owner, and what they leave behind.
class EmbeddedPostgresCrashTest {
    /// Never waits, so that the session doesn't notice the end of its server; it ends when it is told to.
    private static final String BUSY_WITHOUT_END = "DO $$ /* busy */ BEGIN LOOP NULL; END LOOP; END $$";

    private Path home;

    @BeforeEach
    void takeAUsedHome(@TempDir Path folder) throws Exception {
        home = TestServers.usedHome(folder);
    }

    @Test
    void committedDataSurvivesKillOfTheServer() throws Exception {
        try (var postgres = EmbeddedPostgres.start(TestServers.config(home))) {
            int port = postgres.port();
            TestServers.execute(postgres, "CREATE TABLE kept AS SELECT generate_series(1, 10000) AS n");
            TestServers.kill(TestServers.serverProcess(home));
            // The JVM may learn of its child's end a moment after the process is gone.
            TestServers.await(() -> !postgres.isAlive());

            postgres.restart();

            assertThat(postgres.isAlive()).isTrue();
            assertThat(postgres.port()).isEqualTo(port);
            assertThat(TestServers.query(postgres, "SELECT sum(n) FROM kept")).isEqualTo("50005000");
        }
    }

    @Test
    void restartWaitsForABusySessionOfTheKilledServer() throws Exception {
        try (var postgres = EmbeddedPostgres.start(TestServers.config(home));
                var threads = Executors.newCachedThreadPool();
                var connection = TestServers.connect(postgres);
                var statement = connection.createStatement()) {
            var session = process(statement);
            var busy = threads.submit(() -> assertThatThrownBy(() -> statement.execute(BUSY_WITHOUT_END))
                    .isInstanceOf(SQLException.class));
            try {
                TestServers.await(() -> TestServers.query(
                                postgres,
                                "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%busy%' AND state = 'active'")
                        .equals("2"));
                TestServers.kill(TestServers.serverProcess(home));

                var restart = threads.submit(postgres::restart);

                TestServers.await(
                        () -> Files.readString(home.resolve("postgres.log")).contains("is still in use"));
                assertThat(restart).isNotDone();
                session.destroy();
                restart.get(20, TimeUnit.SECONDS);
                busy.get(20, TimeUnit.SECONDS);
            } finally {
                session.destroyForcibly();
            }
            assertThat(TestServers.query(postgres, "SELECT 1")).isEqualTo("1");
        }
    }

    private static ProcessHandle process(Statement session) throws SQLException {
        try (var rows = session.executeQuery("SELECT pg_backend_pid()")) {
            assertThat(rows.next()).isTrue();
            return ProcessHandle.of(rows.getLong(1)).orElseThrow();
        }
    }

    @Test
    void theServerStopsWithItsKilledOwnerAndTheHomeIsFreeAgain() throws Exception {
        var owner = Owner.start(home);
        var server = TestServers.serverProcess(home);
        owner.execute("CREATE TABLE kept AS SELECT 42 AS answer");
        assertThatThrownBy(() -> EmbeddedPostgres.start(TestServers.config(home)))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessage("the PostgreSQL in " + home + " is already run by another process");

        TestServers.kill(owner.process().toHandle());
        try (var postgres = EmbeddedPostgres.start(TestServers.config(home))) {
            // It has ended, but its entry may stay until init has collected it.
            TestServers.await(() -> !server.isAlive());
            assertThat(TestServers.query(postgres, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void theServerStopsWithItsKilledOwnerThoughNobodyStartsAnew() throws Exception {
        var owner = Owner.start(home);
        var server = TestServers.serverProcess(home);
        TestServers.kill(owner.process().toHandle());
        TestServers.await(() -> !server.isAlive());
        assertThat(home.resolve("postgres.log")).content().contains("ready to accept connections");
        assertThat(home.resolve("data/postmaster.pid")).doesNotExist();
    }

    @Test
    void aSecondOwnerInTheSameProcessIsRefused() throws Exception {
        try (var first = EmbeddedPostgres.start(TestServers.config(home))) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(TestServers.config(home)))
                    .isInstanceOf(EmbeddedPostgresException.class)
                    .hasMessage("the PostgreSQL in " + home + " is already run by this very process");
            assertThat(TestServers.query(first, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aServerLeftBehindIsStoppedAndItsDataKept() throws Exception {
        var words = new ArrayList<>(List.of(
                TestServers.binaries().resolve("bin/postgres").toString(),
                "-D",
                home.resolve("data").toString()));
        words.addAll(ServerSettings.arguments(Map.of(), "127.0.0.1", Ports.anyFree(new Random())));
        Process leftover = Command.prepare(ServerUser.choose().commandLine(words))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        TestServers.await(() -> PostmasterFile.read(home.resolve("data"))
                .filter(PostmasterFile::ready)
                .isPresent());

        try (var postgres = EmbeddedPostgres.start(TestServers.config(home))) {
            assertThat(leftover.toHandle().isAlive()).isFalse();
            assertThat(TestServers.query(postgres, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aPidFileOfADeadProcessIsNoHindrance() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        assertThat(dead.waitFor()).isZero();
        startsDespitePidFileOf(dead.pid());
    }

    @Test
    void aPidFileWhoseNumberAnotherProgramHasNowIsNoHindrance() throws Exception {
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            startsDespitePidFileOf(other.pid());
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    private void startsDespitePidFileOf(long pid) throws Exception {
        Path data = home.resolve("data");
        Files.writeString(
                PostmasterFile.path(data), pid + "\n" + data + "\n1700000000\n5432\n\n127.0.0.1\n\nready   \n");
        try (var postgres = EmbeddedPostgres.start(TestServers.config(home))) {
            assertThat(TestServers.query(postgres, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void anInterruptedInitdbIsDoneAgain() throws Exception {
        FileTree.delete(home.resolve("data"));
        Path half = Files.createDirectories(home.resolve("data.unfinished-1a2b/base"));
        Files.writeString(half.resolveSibling("PG_VERSION"), "18\n");
        try (var postgres = EmbeddedPostgres.start(TestServers.config(home))) {
            assertThat(TestServers.query(postgres, "SELECT 1")).isEqualTo("1");
        }
        try (var left = Files.list(home)) {
            assertThat(left).noneMatch(path -> path.toString().contains("unfinished"));
        }
    }

    /// A process of its own that starts the server of a home and runs SQL until it is killed.
    record Owner(Process process) {
        static Owner start(Path home) throws IOException {
            var process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin/java").toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            "-XX:TieredStopAtLevel=1",
                            Main.class.getName(),
                            home.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var owner = new Owner(process);
            owner.expect("ready");
            return owner;
        }

        void execute(String sql) throws IOException {
            process.outputWriter().write(sql + "\n");
            process.outputWriter().flush();
            expect("done");
        }

        private void expect(String word) throws IOException {
            assertThat(process.inputReader().readLine()).isEqualTo(word);
        }

        /// The other process.
        static final class Main {
            public static void main(String[] home) throws Exception {
                // Not closed on purpose: this process is to be killed.
                var postgres = EmbeddedPostgres.start(TestServers.config(Path.of(home[0])));
                System.out.println("ready");
                var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                for (String sql = input.readLine(); sql != null; sql = input.readLine()) {
                    TestServers.execute(postgres, sql);
                    System.out.println("done");
                }
            }
        }
    }
}
