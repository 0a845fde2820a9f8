package dev.lendersync.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.RunningStaff.Reply;
import dev.lendersync.staff.clients.Await;
import dev.lendersync.staff.database.TestDatabase;
import dev.lendersync.staff.database.TestServers;
import dev.lendersync.staff.http.Access;
import dev.lendersync.staff.http.ApiServer;
import dev.lendersync.staff.http.DirectRoute;
import dev.lendersync.staff.http.Route;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Every operation under every kind of fault: the right problem, all bad fields at once, nothing changed, never a 500.
/// Every answer is as openapi.yaml describes it. Then: every status that it describes was answered, and no other.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConformanceTest {
    private static final String FOREIGN = "018f0000-0000-7000-8000-000000000000";
    private static final String STATE = """
            SELECT concat_ws(' ', (SELECT version FROM catalog_head), (SELECT max(id) FROM history),
                (SELECT md5(string_agg(c::text, ',' ORDER BY c.id)) FROM client c),
                (SELECT count(*) FROM client_api_key), (SELECT count(*) FROM client_webhook_secret),
                (SELECT count(*) FROM catalog_push), (SELECT count(*) FROM staff_token WHERE revoked_at IS NULL),
                (SELECT string_agg(concat(u.id, u.revision, u.password_hash), ',' ORDER BY u.id) FROM staff_user u),
                (SELECT count(*) FROM staff_session))
            """;
    private static final int TOO_LONG = 5_000;
    private static final int TOO_MANY = 600;

    private final Map<String, Set<Integer>> answered = new TreeMap<>();
    private RunningStaff staff;
    private Samples samples;
    private String clientKey;
    private String pausedKey;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        staff = RunningStaff.start(folder);
        samples = new Samples(staff);
        clientKey = register().text("apiKey");
        Reply paused = register();
        pausedKey = paused.text("apiKey");
        staff.call("POST", "/api/clients/" + paused.text("id") + "/pause");
    }

    @AfterAll
    void stop() throws SQLException {
        staff.close();
    }

    private Reply register() throws IOException, InterruptedException {
        return staff.call(
                "POST", "/api/clients", Map.of("name", "Conforming", "baseUrl", "https://portal.example.com"));
    }

    @Test
    @Order(1)
    void everyOperationHasASample() {
        assertThat(samples.operations())
                .containsExactlyInAnyOrderElementsOf(
                        staff.routes().stream().map(ConformanceTest::name).toList());
    }

    @TestFactory
    @Order(2)
    Stream<DynamicTest> conforms() {
        return staff.routes().stream()
                .map(route -> DynamicTest.dynamicTest(name(route), () -> {
                    Sample sample = samples.of(name(route));
                    credentials(route, sample);
                    path(route, sample);
                    precondition(route, sample);
                    query(route, sample);
                    if (sample.body().filter(JsonNode::isObject).isPresent()) {
                        body(route, sample);
                    }
                    String before = state();
                    Reply good = call(route, sample);
                    assertThat(good.status()).as("%s", good.body()).isLessThan(300);
                    if (route.method().equals("GET")) {
                        assertThat(state()).isEqualTo(before);
                    }
                    for (Sample.Extra extra : sample.extras()) {
                        assertThat(call(route, extra.sample()).status()).isEqualTo(extra.status());
                    }
                    twice(route);
                }));
    }

    @Test
    @Order(2)
    void whatIsServedDirectlyAsksForCredentialsToo() throws Exception {
        for (DirectRoute route : staff.direct()) {
            for (String method : List.of("GET", "POST", "DELETE")) {
                assertThat(directly(route, method, "")).isEqualTo(401);
                assertThat(directly(route, method, "lst_" + "0".repeat(40))).isEqualTo(401);
                assertThat(directly(route, method, pausedKey)).isEqualTo(403);
                if (route.access() != Access.CLIENT) {
                    assertThat(directly(route, method, clientKey)).isEqualTo(403);
                }
            }
        }
    }

    private int directly(DirectRoute route, String method, String token) throws Exception {
        return staff.send(staff.request(method, route.path(), token, new byte[0]))
                .status();
    }

    @Test
    @Order(3)
    void withoutPostgresqlNothingIsAnUnforeseenFailure() throws Exception {
        Map<Route, Sample> all = new LinkedHashMap<>();
        for (Route route : staff.routes()) {
            all.put(route, samples.of(name(route)));
        }
        String database = staff.database().text("SELECT current_database()");
        try (TestDatabase other = TestDatabase.on(TestServers.embedded())) {
            other.run(
                    "ALTER DATABASE " + database + " ALLOW_CONNECTIONS false",
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database + "'");
            for (Map.Entry<Route, Sample> each : all.entrySet()) {
                int status = call(each.getKey(), each.getValue()).status();
                assertThat(status).as(name(each.getKey())).matches(code -> code < 300 || code == 503);
            }
            other.run("ALTER DATABASE " + database + " ALLOW_CONNECTIONS true");
        }
    }

    @Test
    @Order(4)
    void everyDescribedStatusWasAnsweredAndNoOther() throws IOException {
        Map<String, Set<Integer>> described = Described.statuses();
        described.keySet().retainAll(answered.keySet());
        // ImportsTest sends 50 MB, and more files than are kept.
        answered.computeIfAbsent("POST /api/imports", unknown -> new TreeSet<>())
                .addAll(Set.of(409, 413));
        // 100,000 products would be more than a file holds.
        answered.computeIfAbsent("GET /api/lender-products/export", unknown -> new TreeSet<>())
                .add(409);
        // LiveTicketsTest takes a thousand of them.
        answered.computeIfAbsent("POST /api/lender-products/live/ticket", unknown -> new TreeSet<>())
                .add(503);
        // Only a node that PostgreSQL left alone for 30 s is not ready; ReadinessTest waits for it.
        answered.computeIfAbsent("GET /readyz", unknown -> new TreeSet<>()).add(503);
        assertThat(answered).isEqualTo(described);
    }

    private void credentials(Route route, Sample sample) throws Exception {
        if (route.path().equals("/metrics")) {
            // What a proxy passes on is from elsewhere.
            refused(route, sample.header("X-Forwarded-For", "192.0.2.1"), 401, "");
        }
        if (route.access() == Access.PUBLIC) {
            return;
        }
        Sample plain = sample.without("Cookie");
        refused(route, plain, 401, "");
        refused(route, plain, 401, "lst_" + "0".repeat(40));
        refused(route, plain, 403, pausedKey);
        if (route.access() != Access.CLIENT) {
            refused(route, plain, 403, clientKey);
        }
        if (sample.headers().containsKey("Cookie") && !route.method().equals("GET")) {
            refused(route, sample.without("X-CSRF-Token"), 403);
        }
    }

    private void path(Route route, Sample sample) throws Exception {
        if (route.path().contains("{id}")) {
            String id = segment(sample.path(), route.path(), "{id}");
            refused(route, sample.at(sample.path().replace(id, FOREIGN)), 404);
            refused(route, sample.at(sample.path().replace(id, "x'--")), 404);
        }
        for (String parameter : new String[] {"{entry}", "{delivery}"}) {
            if (route.path().contains(parameter)) {
                String value = segment(sample.path(), route.path(), parameter);
                refused(route, sample.at(sample.path().replace("/" + value, "/999999999")), 404);
                refused(route, sample.at(sample.path().replace("/" + value, "/nonsense")), 404);
            }
        }
    }

    private void precondition(Route route, Sample sample) throws Exception {
        if (!sample.headers().containsKey("If-Match")) {
            return;
        }
        refused(route, sample.ifMatch("\"999\""), 412);
        refused(route, sample.ifMatch("nonsense"), 400);
        if (route.method().equals("PUT")) {
            refused(route, sample.without("If-Match"), 428);
        }
    }

    private void query(Route route, Sample sample) throws Exception {
        if (answersToParameters(route)) {
            refused(route, sample.at(sample.path() + "?nonsense=1"), 400);
            refused(route, sample.at(sample.path() + "?page=0"), 400);
        }
    }

    private static boolean answersToParameters(Route route) {
        Set<String> lists = Set.of("/api/lenders", "/api/lender-products", "/api/history", "/api/users", "/api/audit");
        return route.method().equals("GET")
                && (lists.contains(route.path())
                        || route.path().endsWith("/history")
                        || route.path().endsWith("/rows")
                        || route.path().endsWith("/report")
                        || route.path().endsWith("/export")
                        || route.path().endsWith("/deliveries"));
    }

    private void body(Route route, Sample sample) throws Exception {
        refusedBody(route, sample, 400, "{", "application/json");
        refusedBody(route, sample, 400, "{\"a\":1,\"a\":2}", "application/json");
        refusedBody(route, sample, 400, "{} {}", "application/json");
        refusedBody(route, sample, 415, sample.object().toString(), "text/plain");
        refusedBody(route, sample, 413, " ".repeat(ApiServer.MAX_BODY + 1), "application/json");
        // A check answers with what is wrong, whatever it is.
        boolean checks = route.path().endsWith("/check");
        if (!checks) {
            refused(route, sample.body("[]"), 422);
        }
        Set<String> members = new TreeSet<>(sample.object().propertyNames());
        members.removeAll(sample.ignored());
        ObjectNode allWrong = sample.object();
        for (String member : members) {
            JsonNode wrong = sample.object().path(member).isObject()
                    ? Json.MAPPER.createArrayNode()
                    : Json.MAPPER.createObjectNode().put("wrong", "type");
            allWrong.set(member, wrong);
            ObjectNode one = sample.object();
            one.set(member, wrong);
            assertThat(pointers(refused(route, sample.body(one), 422)))
                    .anyMatch(pointer -> pointer.startsWith("/" + member));
            harmless(route, sample, member);
        }
        if (!members.isEmpty()) {
            assertThat(pointers(refused(route, sample.body(allWrong), 422)))
                    .as("all bad fields at once")
                    .containsAll(members.stream().map(member -> "/" + member).toList());
        }
        if (!route.path().endsWith("/applied") && !checks) {
            ObjectNode unknown = sample.object().put("nonsense", 1);
            assertThat(pointers(refused(route, sample.body(unknown), 422))).contains("/nonsense");
        }
    }

    /// Too long, too many, missing: refused or taken, but never a failure of ours.
    private void harmless(Route route, Sample sample, String member) throws Exception {
        JsonNode value = sample.object().path(member);
        List<JsonNode> values = new ArrayList<>();
        if (value.isString()) {
            values.add(Json.MAPPER.getNodeFactory().stringNode("x".repeat(TOO_LONG)));
            values.add(Json.MAPPER.getNodeFactory().stringNode("\u0000"));
        }
        if (value.isArray() && !value.isEmpty()) {
            ArrayNode many = Json.MAPPER.createArrayNode();
            for (int i = 0; i < TOO_MANY; i++) {
                many.add(value.get(0));
            }
            values.add(many);
        }
        for (JsonNode bad : values) {
            ObjectNode body = sample.object();
            body.set(member, bad);
            // Whoever is nobody yet need not be told what credentials look like.
            boolean credentials = route.access() == Access.PUBLIC;
            String before = state();
            assertThat(call(route, sample.body(body)).status()).isIn(422, credentials ? 401 : 422);
            assertThat(state()).as("nothing changed").isEqualTo(before);
        }
    }

    /// A second request with the same key changes nothing more.
    private void twice(Route route) throws Exception {
        if (!route.method().equals("POST") || route.access() == Access.PUBLIC) {
            return;
        }
        Sample sample = samples.of(name(route))
                .header("Idempotency-Key", "once" + name(route).hashCode());
        Reply first = call(route, sample);
        String after = state();
        assertThat(call(route, sample)).isEqualTo(first);
        Reply other = call(route, sample.body("{\"another\":\"body\"}"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.text("type")).endsWith("idempotency-key-reused");
        assertThat(call(route, sample.header("Idempotency-Key", "not visible")).status())
                .isEqualTo(400);
        assertThat(state()).isEqualTo(after);
    }

    private Reply refused(Route route, Sample sample, int status) throws Exception {
        return refused(route, sample, status, RunningStaff.TOKEN);
    }

    private Reply refused(Route route, Sample sample, int status, String token) throws Exception {
        String before = state();
        Reply reply = call(route, sample, token);
        assertThat(reply.status())
                .as("%s %s: %s", route.method(), sample, reply.body())
                .isEqualTo(status);
        assertThat(state()).as("nothing changed").isEqualTo(before);
        return reply;
    }

    private void refusedBody(Route route, Sample sample, int status, String body, String type) throws Exception {
        String before = state();
        String bearer = sample.headers().containsKey("Cookie") ? "" : RunningStaff.TOKEN;
        HttpRequest.Builder request = staff.request(route.method(), sample.path(), bearer, new byte[0])
                .method(route.method(), HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .header("Content-Type", type);
        sample.headers().forEach(request::header);
        Reply reply = noted(route, staff.send(request));
        assertThat(reply.status()).as("%s: %s", body.strip(), reply.body()).isEqualTo(status);
        assertThat(state()).as("nothing changed").isEqualTo(before);
    }

    private Reply call(Route route, Sample sample) throws Exception {
        return call(route, sample, RunningStaff.TOKEN);
    }

    private Reply call(Route route, Sample sample, String token) throws Exception {
        byte[] body = sample.bytes();
        // A session comes without other credentials.
        String bearer = sample.headers().containsKey("Cookie") ? "" : token;
        HttpRequest.Builder request = staff.request(route.method(), sample.path(), bearer, body);
        sample.headers().forEach(request::setHeader);
        Reply reply = noted(route, staff.send(request));
        if (reply.status() < 300 && sample.body().filter(JsonNode::isObject).isPresent()) {
            assertThat(Described.faultsOfTaken(name(route), sample.object()))
                    .as("what %s took", name(route))
                    .isEmpty();
        }
        return reply;
    }

    private Reply noted(Route route, Reply reply) {
        answered.computeIfAbsent(name(route), unknown -> new TreeSet<>()).add(reply.status());
        assertThat(Described.faults(name(route), reply))
                .as("the answer %d of %s: %s", reply.status(), name(route), reply.body())
                .isEmpty();
        return reply;
    }

    /// Of what was asked for and goes on after the answer, the end is waited for.
    private String state() throws SQLException, InterruptedException {
        Await.until(() -> runningImports().equals("0"), "no import runs");
        return staff.database().text(STATE);
    }

    private String runningImports() {
        try {
            return staff.database().text("SELECT count(*) FROM imports WHERE status IN ('CHECKING', 'COMMITTING')");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> pointers(Reply reply) {
        return reply.body().path("errors").findValuesAsString("pointer");
    }

    private static String segment(String path, String template, String parameter) {
        int index = List.of(template.split("/")).indexOf(parameter);
        return path.split("/")[index];
    }

    private static String name(Route route) {
        return route.method() + " " + route.path();
    }
}
