package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.SyncHeaders;
import dev.lendersync.protocol.WebhookNotice;
import dev.lendersync.protocol.WebhookSecret;
import dev.lendersync.run.sample.SampleCatalog;
import dev.lendersync.run.sample.SampleLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Each receiver of `docs/connect-a-client.md` runs as the page says, and follows the Staff App.
@Tag("slow")
class ConnectAClientTest {
    private static final String SHOWN = "/lender-products";
    private static final int DROP_IN_PORT = 8081;

    private static LocalSystem system;

    /// A receiver that is registered, not yet started.
    private record Receiver(AppProcess process, LocalSystem.Account account, Path folder, String shownAt) {
        String shownUrl() {
            return process.url() + shownAt;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        system = LocalSystem.start(PostgresServer.shared(), new LocalSystem.Shape(1, 0, false));
        try (Connection connection = system.database().connect()) {
            SampleLoader.load(connection, SampleCatalog.of(3, 60));
        }
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    /// Nothing but the three variables, unless something else listens on its port here.
    @Test
    void theDropInNeedsNothingButTheThreeVariables() throws Exception {
        boolean usual = LocalSystem.isFree(DROP_IN_PORT);
        int port = usual ? DROP_IN_PORT : LocalSystem.freePort();
        Map<String, String> more = usual ? Map.of() : Map.of("CLIENT_PORT", Integer.toString(port));
        List<String> command = AppProcess.java("256m", "-jar", LocalSystem.jar("client-app"));
        Receiver receiver = receiver("drop-in", port, command, more, SyncHeaders.SYNC_PATH);
        follows(receiver);
        assertThat(receiver.folder().resolve(".data/client-" + port + "/catalog.json"))
                .exists();
    }

    @Test
    void theJavaReceiverFollows() throws Exception {
        int port = LocalSystem.freePort();
        List<String> command = AppProcess.java("256m", "-cp", LocalSystem.jar("client-app"), "Receiver.java");
        Receiver receiver = receiver("java", port, command, Map.of("PORT", Integer.toString(port)), SHOWN);
        Files.writeString(receiver.folder().resolve("Receiver.java"), Guide.block("java", "class Receiver"));
        follows(receiver);
    }

    /// It polls so rarely here that only the Staff App's own webhooks can bring it the edit.
    @Test
    void theNodeReceiverFollows() throws Exception {
        String node = Programs.required("node");
        String npm = Programs.required("npm");
        int port = LocalSystem.freePort();
        Receiver receiver = receiver("node", port, List.of(node, "receiver.mjs"), rarely(port), SHOWN);
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.copy(
                    Path.of("src/test/resources/node-receiver", file),
                    receiver.folder().resolve(file));
        }
        Programs.run(receiver.folder(), Map.of(), List.of(npm, "ci", "--silent", "--no-audit", "--no-fund"));
        Files.writeString(receiver.folder().resolve("receiver.mjs"), Guide.block("js", "express"));
        follows(receiver);
        reportsByItself(receiver, List.of(node, "receiver.mjs"), Map.of());
    }

    /// With the public library, or where Python has none installed, with what stands in for it in these tests.
    @Test
    void thePythonReceiverFollows() throws Exception {
        String python = Programs.required("python3");
        Path probe = Files.createDirectories(system.home().resolve("python-probe"));
        String found = Programs.run(probe, Map.of(), List.of(python, "-c", FIND_LIBRARY));
        Path standIn = Path.of("src/test/resources/python-receiver").toAbsolutePath();
        String path = System.getenv().getOrDefault("PYTHONPATH", "");
        Map<String, String> library = Map.of(
                "PYTHONPATH", found.contains("found") ? path : standIn.toString(), "PYTHONDONTWRITEBYTECODE", "1");
        int port = LocalSystem.freePort();
        Map<String, String> environment = new HashMap<>(rarely(port));
        environment.putAll(library);
        Receiver receiver = receiver("python", port, List.of(python, "receiver.py"), environment, SHOWN);
        Files.writeString(receiver.folder().resolve("receiver.py"), Guide.block("python", "standardwebhooks"));
        follows(receiver);
        reportsByItself(receiver, List.of(python, "receiver.py"), library);
    }

    private static final String FIND_LIBRARY =
            "import importlib.util as u; print('found' if u.find_spec('standardwebhooks') else 'missing')";

    /// Where no webhook reaches it, what staff see as its state can only be what it reported.
    private static void reportsByItself(Receiver receiver, List<String> command, Map<String, String> more)
            throws Exception {
        int port = LocalSystem.freePort();
        String unreached = "http://127.0.0.1:" + LocalSystem.freePort();
        LocalSystem.Account account = system.register("unreached", unreached);
        Map<String, String> environment = new HashMap<>(more);
        environment.putAll(environment(account));
        environment.put("PORT", Integer.toString(port));
        environment.put("POLL_SECONDS", "1");
        Path log = system.home().resolve("unreached-" + port + ".log");
        try (AppProcess process = new AppProcess(command, receiver.folder(), environment, log, port)) {
            process.start();
            edit();
            Await.until("staff see what it reports", () -> isInStep(unreached));
        }
    }

    @Test
    void theCallsByHandAnswerAsThePageSays() throws Exception {
        LocalSystem.Account account = system.register("by-hand", "http://127.0.0.1:" + LocalSystem.freePort());
        Path folder = Files.createDirectories(system.home().resolve("by-hand"));
        String said = Programs.run(
                folder,
                Map.of("STAFF_API_URL", system.staff().url(), "STAFF_API_KEY", account.key()),
                List.of(Programs.required("bash"), "-euo", "pipefail", "-c", Guide.block("bash", "since=$position")));

        assertThat(said.lines()).containsExactly("changes: 304", "whole: 304", "reported: 204");
        assertThat(Files.readAllBytes(folder.resolve("catalog.json")))
                .isEqualTo(system.pull(account.key(), "").body());
    }

    private static Map<String, String> rarely(int port) {
        return Map.of("PORT", Integer.toString(port), "POLL_SECONDS", "3600");
    }

    private static Receiver receiver(
            String name, int port, List<String> command, Map<String, String> more, String shownAt) throws Exception {
        String url = "http://127.0.0.1:" + port;
        LocalSystem.Account account = system.register(name, url);
        Path folder = Files.createDirectories(system.home().resolve(name));
        Map<String, String> environment = new HashMap<>(more);
        environment.putAll(environment(account));
        Path log = system.home().resolve(name + ".log");
        return new Receiver(new AppProcess(command, folder, environment, log, port), account, folder, shownAt);
    }

    private static Map<String, String> environment(LocalSystem.Account account) {
        return Map.of(
                "STAFF_API_URL", system.staff().url(),
                "STAFF_API_KEY", account.key(),
                "WEBHOOK_SECRET", account.webhookSecret());
    }

    private static void follows(Receiver receiver) throws Exception {
        try (AppProcess process = receiver.process()) {
            process.start();
            process.waitFor(receiver.shownAt());
            awaitTruth(receiver);

            edit();
            awaitTruth(receiver);

            takesNotices(receiver);
            Await.until("staff see its proof", () -> isInStep(receiver.process().url()));
        }
    }

    private static boolean isInStep(String baseUrl) throws Exception {
        for (JsonNode client :
                system.call("GET", "/api/clients", Map.of()).json().path("items")) {
            if (client.path("baseUrl").asString().equals(baseUrl)) {
                JsonNode applied = client.path("applied");
                return client.path("state").asString().equals("in-step")
                        && applied.path("position")
                                .asString()
                                .equals(Truth.of(system.database()).position());
            }
        }
        return false;
    }

    /// Some products change, one goes.
    private static void edit() throws Exception {
        system.database().execute("""
                UPDATE lender_products SET amount_max = coalesce(amount_max, amount_min, 0) + 1 WHERE id IN
                (SELECT product_id FROM catalog_entry WHERE live ORDER BY product_id LIMIT 3)
                """);
        system.database().execute("""
                DELETE FROM lender_products WHERE id =
                (SELECT product_id FROM catalog_entry WHERE live ORDER BY product_id DESC LIMIT 1)
                """);
    }

    private static Truth awaitTruth(Receiver receiver) throws Exception {
        Truth truth = Truth.of(system.database());
        Await.until(receiver.shownUrl() + " shows " + truth.position(), () -> {
            Http.Answer answer = Http.get(receiver.shownUrl());
            return answer.status() == 200
                    && answer.json().path("position").asString().equals(truth.position());
        });
        assertThat(Truth.of(Http.get(receiver.shownUrl()))).isEqualTo(truth);
        return truth;
    }

    /// A notice that is right is answered with what is applied; one that was tampered with, or is old, is refused.
    private static void takesNotices(Receiver receiver) throws Exception {
        edit();
        Truth truth = Truth.of(system.database());
        Instant now = Instant.now();
        byte[] notice = notice(truth, false, now);

        Http.Answer applied = post(receiver, now, notice, notice);
        assertThat(applied.status()).isEqualTo(200);
        assertThat(applied.json().path("position").asString()).isEqualTo(truth.position());
        assertThat(applied.json().path("digest").asString()).isEqualTo(truth.digest());
        assertThat(Truth.of(Http.get(receiver.shownUrl())).documents()).isEqualTo(truth.documents());

        byte[] forced = notice(truth, true, now);
        assertThat(post(receiver, now, forced, forced).status()).isEqualTo(200);

        byte[] none = Json.write(Map.of("type", WebhookNotice.TYPE));
        assertThat(post(receiver, now, none, none).status())
                .as("signed, but no notice")
                .isEqualTo(400);

        byte[] tampered = notice(truth, true, now.plusSeconds(1));
        assertThat(post(receiver, now, notice, tampered).status()).isEqualTo(401);
        Instant old = now.minus(Duration.ofMinutes(6));
        assertThat(post(receiver, old, notice, notice).status()).isEqualTo(401);
        assertThat(Http.send("POST", receiver.process().url() + SyncHeaders.WEBHOOK_PATH, notice)
                        .status())
                .as("unsigned")
                .isEqualTo(401);
    }

    private static byte[] notice(Truth truth, boolean force, Instant now) {
        Map<String, Object> data = Map.of(
                "position", truth.position(),
                "digest", truth.digest(),
                "force", force,
                "changed", List.of(),
                "truncated", true);
        return Json.write(Map.of("type", WebhookNotice.TYPE, "timestamp", now.toString(), "data", data));
    }

    private static Http.Answer post(Receiver receiver, Instant at, byte[] signed, byte[] sent) throws Exception {
        String signature =
                WebhookSecret.parse(receiver.account().webhookSecret()).sign("msg_1", at.getEpochSecond(), signed);
        return Http.send(
                "POST",
                receiver.process().url() + SyncHeaders.WEBHOOK_PATH,
                sent,
                "Content-Type",
                "application/json",
                SyncHeaders.WEBHOOK_ID,
                "msg_1",
                SyncHeaders.WEBHOOK_TIMESTAMP,
                Long.toString(at.getEpochSecond()),
                SyncHeaders.WEBHOOK_SIGNATURE,
                signature);
    }
}
