package dev.lendersync.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One app as a process of its own. Not thread-safe.
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
    private final String url;
    private @Nullable Process process;

    /// @param folder where it runs
    /// @param environment all of its environment
    /// @param log where its output goes, appended
    /// @param url where it will answer
    AppProcess(List<String> command, Path folder, Map<String, String> environment, Path log, String url) {
        this.command = List.copyOf(command);
        this.folder = folder;
        this.environment = Map.copyOf(environment);
        this.log = log;
        this.url = url;
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
        return url;
    }

    void start() throws IOException {
        if (isAlive()) {
            throw new IllegalStateException(url + " runs already");
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
    }

    /// Waits until it says that it is fit to serve.
    void waitReady() throws Exception {
        waitFor("/readyz");
    }

    /// Waits until it answers at all.
    void waitUp() throws Exception {
        waitFor("/healthz");
    }

    /// Waits until this path answers `200`.
    void waitFor(String path) throws Exception {
        Await.until(url + path + " answers 200", () -> {
            if (!isAlive()) {
                throw new AssertionError(command + " ended: " + logTail());
            }
            return Http.tryGet(url + path)
                    .filter(answer -> answer.status() == 200)
                    .isPresent();
        });
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /// kill -9.
    void kill9() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    /// Asks it to end, and makes it when it does not.
    void stop() throws InterruptedException {
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

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
