package dev.lendersync.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One app as a process of its own. One thread starts and ends it; any may ask how it is.
final class AppProcess implements AutoCloseable {
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
    private static final int STOP_SECONDS = 20;
    private static final int LOG_TAIL_LINES = 20;

    static {
        // For a test run that is itself told to end: nothing of it stays behind.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
    }

    private final List<String> command;
    private final Path folder;
    private final Map<String, String> environment;
    private final Path log;
    private final int port;
    // Written by the test's thread, read by any.
    private volatile @Nullable Process process;
    private final AtomicInteger starts = new AtomicInteger();
    private volatile boolean disturbed;

    /// @param folder where it runs
    /// @param environment all of its environment
    /// @param log where its output goes, appended
    /// @param port where it will answer, on loopback
    AppProcess(List<String> command, Path folder, Map<String, String> environment, Path log, int port) {
        this.command = List.copyOf(command);
        this.folder = folder;
        this.environment = Map.copyOf(environment);
        this.log = log;
        this.port = port;
    }

    /// Runs Java as `./run` does.
    ///
    /// @param arguments of `java`, behind those that every app gets
    static List<String> java(String memory, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms32m",
                "-Xmx" + memory,
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of(arguments));
        return command;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    void start() throws IOException {
        if (isAlive()) {
            throw new IllegalStateException(url() + " runs already");
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process started = builder.start();
        RUNNING.add(started);
        started.onExit().thenAccept(RUNNING::remove);
        process = started;
        starts.incrementAndGet();
        disturbed = false;
    }

    /// How often it was started.
    int starts() {
        return starts.get();
    }

    /// Waits until it says that it is fit to serve.
    void waitReady() throws Exception {
        waitFor("/readyz");
    }

    /// Waits until it is ready, starting it again when it ended because what it needs was not there yet, as `./run`
    /// does.
    void waitReadySupervised() throws Exception {
        Await.until(url() + " is ready", () -> {
            if (!isAlive()) {
                start();
            }
            return answers("/readyz");
        });
    }

    /// Waits until it answers at all.
    void waitUp() throws Exception {
        waitFor("/healthz");
    }

    /// Waits until this path answers `200`.
    void waitFor(String path) throws Exception {
        Await.until(url() + path + " answers 200", () -> {
            if (!isAlive()) {
                throw new AssertionError(command + " ended: " + logTail());
            }
            return answers(path);
        });
    }

    private boolean answers(String path) throws InterruptedException {
        return Http.tryGet(url() + path)
                .filter(answer -> answer.status() == 200)
                .isPresent();
    }

    boolean isAlive() {
        Process now = process;
        return now != null && now.isAlive();
    }

    /// Alive, and nobody has begun to end or to stop it.
    boolean runs() {
        return isAlive() && !disturbed;
    }

    /// kill -9.
    void kill9() throws InterruptedException {
        // First: its sockets are closed before it is known to be dead.
        disturbed = true;
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    /// kill -STOP: it keeps its memory and its connections, and does nothing.
    void freeze() throws Exception {
        disturbed = true;
        signal("-STOP");
    }

    /// kill -CONT.
    void thaw() throws Exception {
        signal("-CONT");
        disturbed = false;
    }

    private void signal(String name) throws Exception {
        run("kill", name, pid());
    }

    /// Lets no file of it grow beyond so many bytes: a disk that is full.
    void limitFiles(long bytes) throws Exception {
        run("prlimit", "--fsize=" + bytes + ":unlimited", "--pid", pid());
    }

    void liftFileLimit() throws Exception {
        run("prlimit", "--fsize=unlimited:unlimited", "--pid", pid());
    }

    private String pid() {
        return Long.toString(requireNonNull(process).pid());
    }

    private static void run(String... command) throws Exception {
        Process running = new ProcessBuilder(command).inheritIO().start();
        assertThat(running.waitFor(STOP_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(running.exitValue()).as(String.join(" ", command)).isZero();
    }

    /// How many bytes are alive on its heap, after a collection.
    long liveBytes() throws Exception {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process counting = new ProcessBuilder(jcmd, pid(), "GC.class_histogram").start();
        List<String> lines = counting.inputReader().lines().toList();
        // `Total  <instances>  <bytes>`
        return Long.parseLong(lines.getLast().strip().split(" +")[2]);
    }

    /// All that it wrote.
    String output() throws IOException {
        return Files.readString(log);
    }

    /// Asks it to end, and makes it when it does not.
    void stop() throws InterruptedException {
        disturbed = true;
        if (process != null) {
            process.destroy();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                kill9();
                throw new AssertionError(command + " did not stop when asked: " + logTail());
            }
        }
    }

    /// Starts it after [#kill9] or [#stop], and waits until it is ready.
    void restart() throws Exception {
        start();
        waitReady();
    }

    private String logTail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "its log can't be read: " + e;
        }
    }

    /// kill -9, and waits for the end.
    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    /// The processes of this JVM that still live.
    static long running() {
        return RUNNING.stream().filter(Process::isAlive).count();
    }
}
