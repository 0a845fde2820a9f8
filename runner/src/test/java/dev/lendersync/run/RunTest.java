package dev.lendersync.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Json;
import dev.lendersync.run.fake.FakeApp;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A whole run as a process of its own, with [FakeApp] in the place of the apps and, in one test, a real PostgreSQL.
@Tag("slow")
class RunTest {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    @TempDir
    private Path root;

    private final List<Process> runs = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();
    private List<String> ports = List.of();
    private Path home;

    @BeforeEach
    void makeProject() throws Exception {
        home = root.resolve("my data");
        writeJar("staff-app");
        writeJar("client-app");
        ports = freePorts(3);
        environment.put("LENDER_SYNC_HOME", home.toString());
        environment.put("STAFF_PORT", ports.get(0));
        environment.put("CLIENT_PORTS", ports.get(1) + "," + ports.get(2));
        environment.put("RUN_SAMPLE", "none");
        // Without a sample only the Staff App connects to it, and the fake one doesn't.
        environment.put("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing");
        environment.put("SECRETS_KEY", "of no use");
        environment.put("ALLOWED_ORIGINS", "http://passed.on");
    }

    @AfterEach
    void stopRuns() throws Exception {
        for (Process run : runs) {
            stop(run);
        }
    }

    @Test
    void aRunStartsEverythingKeepsItRunningAndLeavesNothing() throws Exception {
        environment.remove("DATABASE_URL");
        environment.remove("SECRETS_KEY");
        Process run = startAndAwait("first");

        JsonNode file = runFile();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(RunFile.FILE))))
                .isEqualTo("rw-------");
        assertThat(file.path("staffUrl").asString()).isEqualTo("http://127.0.0.1:" + ports.get(0));
        assertThat(file.path("clients")).hasSize(2);
        try (Connection database =
                DatabaseUri.parse(file.path("databaseUrl").asString()).connect()) {
            assertThat(database.isValid(5)).isTrue();
        }
        assertEnvironments(file);
        assertThat(output("first")).contains(file.path("adminPassword").asString());

        ProcessHandle staff = app("staff");
        Instant killed = Instant.now();
        staff.destroyForcibly();
        Await.that("another Staff App", () -> pid("staff") != staff.pid());
        assertThat(Duration.between(killed, Instant.now())).isLessThan(Duration.ofSeconds(10));

        List<ProcessHandle> all = run.descendants().toList();
        assertThat(all).hasSizeGreaterThanOrEqualTo(4);
        run.destroy();
        run.destroy();
        assertThat(run.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(all).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void aSecondRunSaysSoInOneLineAndHarmsNothing() throws Exception {
        Process first = startAndAwait("first");
        String file = Files.readString(home.resolve(RunFile.FILE));

        Process sameHome = start("same-home");
        assertThat(sameHome.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(sameHome.exitValue()).isEqualTo(1);
        assertThat(output("same-home").lines()).singleElement().asString().contains("runs already", home.toString());

        environment.put("LENDER_SYNC_HOME", root.resolve("other").toString());
        Process samePorts = start("same-ports");
        assertThat(samePorts.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(samePorts.exitValue()).isEqualTo(1);
        assertThat(output("same-ports").lines()).singleElement().asString().contains(ports.get(0), "STAFF_PORT");

        assertThat(home.resolve(RunFile.FILE)).hasContent(file);
        assertThat(app("staff").isAlive()).isTrue();
        assertThat(first.isAlive()).isTrue();
    }

    @Test
    void theNextRunHasTheSameSecretsAndClients() throws Exception {
        Process first = startAndAwait("first");
        JsonNode before = runFile();
        String accounts = Files.readString(home.resolve("clients.json"));
        stop(first);

        startAndAwait("second");

        assertThat(runFile()).isEqualTo(before);
        assertThat(home.resolve("clients.json")).hasContent(accounts);
        assertThat(home.resolve("staff/clients")).hasContent("1\n2");
    }

    @Test
    void aRunThatWasKilledIsTidiedUpByTheNext() throws Exception {
        Process first = startAndAwait("first");
        ProcessHandle orphan = app("staff");
        first.destroyForcibly().waitFor();
        assertThat(orphan.isAlive()).isTrue();

        startAndAwait("second");

        assertThat(orphan.isAlive()).isFalse();
        assertThat(app("staff").isAlive()).isTrue();
    }

    @Test
    void aSettingThatMakesNoSenseEndsTheRunAtOnce() throws Exception {
        environment.put("RUN_SAMPLE", "maybe");

        Process run = start("bad");

        assertThat(run.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(2);
        assertThat(output("bad").lines()).singleElement().asString().contains("RUN_SAMPLE");
        assertThat(home).doesNotExist();
    }

    @Test
    void anAppThatDoesNotStartIsNamedAndEverythingElseEnds() throws Exception {
        Files.delete(root.resolve("client-app/target/client-app.jar"));

        Process run = start("no-client");

        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(1);
        assertThat(output("no-client"))
                .contains("does not start", home.resolve("logs").toString());
        assertThat(ProcessHandle.of(pid("staff"))).isEmpty();
        assertThat(home.resolve(RunFile.FILE)).doesNotExist();
    }

    private void assertEnvironments(JsonNode file) throws IOException {
        List<String> staff = Files.readAllLines(home.resolve("staff/environment"));
        assertThat(staff)
                .contains(
                        "DATABASE_URL=" + file.path("databaseUrl").asString(),
                        "STAFF_ADMIN_TOKEN=" + file.path("staffToken").asString(),
                        "ADMIN_PASSWORD=" + file.path("adminPassword").asString(),
                        "WEBHOOK_ALLOWED_NETWORKS=127.0.0.0/8,::1/128",
                        "ALLOWED_ORIGINS=http://passed.on")
                .anyMatch(line -> line.matches("SECRETS_KEY=[A-Za-z0-9+/]{43}="));
        String port = ports.get(1);
        List<String> client = Files.readAllLines(home.resolve("client-app-" + port + "/environment"));
        assertThat(client)
                .contains(
                        "CLIENT_PORT=" + port,
                        "STAFF_API_URL=" + file.path("staffUrl").asString(),
                        "STAFF_API_KEY=lsk_1",
                        "WEBHOOK_SECRET=whsec_1")
                .noneMatch(line -> line.startsWith("DATABASE_URL=") || line.startsWith("STAFF_ADMIN_TOKEN="));
    }

    private Process start(String name) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        java(), "-cp", System.getProperty("java.class.path"), Run.class.getName(), root.toString())
                .redirectErrorStream(true)
                .redirectOutput(root.resolve(name + ".out").toFile());
        builder.environment().putAll(environment);
        Process run = builder.start();
        runs.add(run);
        return run;
    }

    private Process startAndAwait(String name) throws Exception {
        Process run = start(name);
        Await.that("the run " + name, () -> {
            assertThat(run.isAlive()).as(output(name)).isTrue();
            return output(name).contains("Lender Sync runs.");
        });
        return run;
    }

    private static void stop(Process run) throws InterruptedException {
        run.destroy();
        assertThat(run.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private JsonNode runFile() throws IOException {
        return Json.read(Files.readAllBytes(home.resolve(RunFile.FILE)));
    }

    private String output(String name) {
        return read(root.resolve(name + ".out"));
    }

    /// The process that last wrote that it is this app.
    private ProcessHandle app(String dataFolder) {
        return ProcessHandle.of(pid(dataFolder)).orElseThrow();
    }

    private long pid(String dataFolder) {
        return Long.parseLong(read(home.resolve(dataFolder).resolve("pid")));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeJar(String module) throws IOException {
        Path classes = Path.of(FakeApp.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeApp.class.getName());
        manifest.getMainAttributes()
                .put(Attributes.Name.CLASS_PATH, classes.toUri().toString());
        Path jar = root.resolve(module).resolve("target").resolve(module + ".jar");
        Files.createDirectories(jar.getParent());
        try (OutputStream file = Files.newOutputStream(jar)) {
            new JarOutputStream(file, manifest).close();
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static List<String> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            sockets.add(new ServerSocket(0));
        }
        List<String> ports = sockets.stream()
                .map(socket -> String.valueOf(socket.getLocalPort()))
                .toList();
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return ports;
    }
}
