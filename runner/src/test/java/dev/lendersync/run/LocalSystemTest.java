package dev.lendersync.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.run.SupervisedProcess.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Processes are kept running and ended, with shell scripts in the place of apps.
class LocalSystemTest {
    private static final String LIVES_ON = "echo $$ >> pids; while :; do sleep 0.1; done";
    private static final String LIVES_ON_AND_HEEDS_NOBODY = "trap '' TERM INT; " + LIVES_ON;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private Home home;
    private LocalSystem system;

    @BeforeEach
    void open() throws IOException {
        home = new Home(folder);
        system = newSystem();
    }

    @AfterEach
    void stop() {
        system.stop();
    }

    private LocalSystem newSystem() {
        Clock clock = Clock.systemUTC();
        Progress progress = new Progress(new PrintStream(said, true, StandardCharsets.UTF_8), clock);
        return new LocalSystem(home, Executors.newScheduledThreadPool(2), clock, progress);
    }

    @Test
    void whatDiesIsStartedAgain() throws Exception {
        system.startApp(program(LIVES_ON));
        ProcessHandle first = nthProcess(1);

        first.destroyForcibly();

        ProcessHandle second = nthProcess(2);
        assertThat(second.isAlive()).isTrue();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("sleeper", "137", home.log("sleeper").toString());
    }

    @Test
    void stopEndsEverythingOnceAndForAll() throws Exception {
        system.startApp(program(LIVES_ON));
        ProcessHandle process = nthProcess(1);

        system.stop();
        system.stop();

        assertThat(process.isAlive()).isFalse();
        assertThat(pids()).hasSize(1);
        assertThat(folder.resolve("processes.json")).doesNotExist();
    }

    @Test
    void whatHeedsNobodyIsKilledAfterItsTime() throws Exception {
        system.startApp(program(LIVES_ON_AND_HEEDS_NOBODY));
        ProcessHandle process = nthProcess(1);
        Instant told = Instant.now();

        system.stop();

        assertThat(process.isAlive()).isFalse();
        assertThat(Duration.between(told, Instant.now())).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(10));
    }

    @Test
    void aProgramThatLeavesAtOnceIsHopelessSoonAndSaysWhy() throws Exception {
        SupervisedProcess refused = system.startApp(program("echo STAFF_PORT is bad; exit 2"));

        Await.that("hopeless", refused::hopeless);

        assertThat(refused.complaint())
                .contains("sleeper", "STAFF_PORT is bad", home.log("sleeper").toString());
    }

    @Test
    void oneThatDiesForOtherReasonsGetsAnotherChance() throws Exception {
        SupervisedProcess second =
                system.startApp(program("test -e tried && { " + LIVES_ON + "; }; touch tried; exit 1"));

        nthProcess(1);

        assertThat(second.hopeless()).isFalse();
    }

    @Test
    void theNextRunEndsWhatAKilledOneLeftBehind() throws Exception {
        Process orphan = new ProcessBuilder("sleep", "60").start();
        Process stranger = new ProcessBuilder("sleep", "60").start();
        new ProcessRecord(home).remember("orphan", orphan.toHandle());
        // Its number was once that of an app, started at another time.
        String record = Files.readString(folder.resolve("processes.json"));
        Files.writeString(
                folder.resolve("processes.json"),
                record.replace("]", ", {\"name\":\"x\",\"pid\":" + stranger.pid() + ",\"startedMillis\":1000}]"));

        system.endLeftovers();

        assertThat(orphan.toHandle().isAlive()).isFalse();
        assertThat(stranger.isAlive()).isTrue();
        assertThat(folder.resolve("processes.json")).doesNotExist();
        stranger.destroyForcibly();
    }

    private Program program(String script) {
        List<String> command = List.of("sh", "-c", "cd \"$FOLDER\"; " + script);
        Map<String, String> environment = Map.of("FOLDER", folder.toString(), "PATH", System.getenv("PATH"));
        return new Program("sleeper", command, environment, home.log("sleeper"));
    }

    private ProcessHandle nthProcess(int number) throws Exception {
        Await.that("process number " + number, () -> pids().size() >= number);
        return ProcessHandle.of(Long.parseLong(pids().get(number - 1))).orElseThrow();
    }

    private List<String> pids() {
        try {
            Path file = folder.resolve("pids");
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
