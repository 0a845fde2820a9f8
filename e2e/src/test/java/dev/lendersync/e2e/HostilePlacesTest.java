package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.SyncHeaders;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Texts that come in beside the bodies, in queries, headers and a browser's name, are read as such or refused, and
/// nothing else happens.
@Tag("slow")
class HostilePlacesTest {
    private static final List<HostileTexts.HostileText> HOSTILE = HostileTexts.all();
    private static final String PRODUCTS = "/api/lender-products";
    private static final String PASSWORD = "three cows, one bridge";
    private static final int MAX_USER_AGENT = 300;
    private static final int MAX_SESSIONS = 50;

    private static LocalSystem system;
    private static String lender;
    private static String product;
    private static String client;
    private static String imported;

    // Of one test.
    private Untouched untouched;
    private Map<String, Integer> more = Map.of();

    @BeforeAll
    static void start() throws Exception {
        system = LocalSystem.start(
                PostgresServer.shared(),
                new LocalSystem.Shape(
                        1, 1, false, Map.of("MAX_WRITES_PER_SECOND", "100000", "MAX_READS_PER_SECOND", "100000")));
        lender = made("/api/lenders", Map.of("name", "Steady Bank", "notes", "Mind the \"gap\"."));
        product = made(PRODUCTS, product(lender, "Steady Loan"));
        client = made("/api/clients", Map.of("name", "A portal", "baseUrl", "http://127.0.0.1:9"));
        made("/api/tokens", Map.of("name", "A script", "role", "viewer"));
        made("/api/users", user("bystander@x.example"));
        Http.Answer upload = upload("", "name\nSteady Loan\n");
        assertThat(upload.status()).isEqualTo(201);
        imported = upload.json().path("id").asString();
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @BeforeEach
    void look() throws Exception {
        untouched = Untouched.of(system.database());
    }

    @AfterEach
    void nothingElseHappened() throws Exception {
        untouched.assertUnharmed(system.database(), more);
        Truth.assertIdenticalEverywhere(system);
    }

    private static Map<String, Object> product(String ofLender, String name) {
        return Broker.draft(ofLender, name, Map.of("status", "DRAFT"));
    }

    private static Map<String, Object> user(String email) {
        return Map.of("email", email, "name", "Ada", "role", "viewer", "password", PASSWORD);
    }

    private static String made(String path, Map<String, Object> body) throws Exception {
        Http.Answer answer = system.call("POST", path, body);
        assertThat(answer.status()).as("%s %s", path, answer.json()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    /// One after the other: of one user no more than two go at once.
    private static synchronized Http.Answer upload(String query, String csv) throws Exception {
        return Http.send(
                "POST",
                system.staff().url() + "/api/imports" + query,
                csv.getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "text/csv",
                "Authorization",
                "Bearer " + system.token());
    }

    @Test
    void aQueryIsAnsweredOrItsParameterNamed() throws Exception {
        List<DescribedParameter> parameters = DescribedParameter.all().stream()
                .filter(parameter -> parameter.in().equals("query"))
                // A handshake of a WebSocket, which FuzzTest makes.
                .filter(parameter -> !parameter.path().endsWith("/live"))
                .toList();
        assertThat(parameters.stream().map(DescribedParameter::name))
                .contains("search", "actor", "filename", "since", "region", "before");
        HostileTexts.withEach((hostile, number) -> {
            for (DescribedParameter parameter : parameters) {
                String what = hostile + " as " + parameter;
                Http.Answer answer = HostileTexts.unharmed(asked(parameter, hostile.text()), what);
                if (answer.status() >= 300) {
                    assertThat(answer.status())
                            .as(what)
                            .isIn(400, parameter.name().equals("since") ? 410 : 400);
                    assertThat(answer.json().path("detail").asString()).as(what).contains(parameter.name());
                } else if (parameter.name().equals("filename")) {
                    String id = answer.json().path("id").asString();
                    assertThat(answer.json().path("filename").asString())
                            .isEqualTo(
                                    hostile.text().isBlank()
                                            ? "import.csv"
                                            : hostile.text().strip());
                    system.call("DELETE", "/api/imports/" + id, Map.of());
                } else if (parameter.operation().equals("POST /api/imports")) {
                    system.call(
                            "DELETE", "/api/imports/" + answer.json().path("id").asString(), Map.of());
                }
                if (parameter.operation().equals("GET " + PRODUCTS)) {
                    String query = "?" + parameter.name() + "=" + encoded(hostile.text());
                    Http.Answer other = HostileTexts.unharmed(
                            Http.get(system.clients().getFirst().app().url() + PRODUCTS + query), what);
                    assertThat(other.status()).as(what).isIn(200, 400);
                }
            }
        });
    }

    private static Http.Answer asked(DescribedParameter parameter, String text) throws Exception {
        String query = "?" + parameter.name() + "=" + encoded(text);
        if (parameter.operation().equals("POST /api/imports")) {
            return upload(query, "name\nx\n");
        }
        assertThat(parameter.method()).as(parameter.operation()).isEqualTo("GET");
        String id = switch (parameter.path().split("/")[2]) {
            case "lenders" -> lender;
            case "clients" -> client;
            case "imports" -> imported;
            default -> product;
        };
        return system.call("GET", parameter.path().replace("{id}", id) + query, Map.of());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void aSearchFindsTheTextAndNothingElse() throws Exception {
        String own = made("/api/lenders", Map.of("name", "Searched"));
        more = Map.of("lenders", 1, "lender_products", HOSTILE.size());
        HostileTexts.withEach((hostile, number) -> {
            ObjectNode body = Json.MAPPER.valueToTree(product(own, "Row " + number));
            if (hostile.text().indexOf('\0') < 0) {
                body.put("description", hostile.text());
            }
            String id = system.call("POST", PRODUCTS, body).json().path("id").asString();
            String query = "?pageSize=500&lenderId=" + own + "&search=" + encoded(hostile.text());
            Http.Answer found = HostileTexts.unharmed(system.call("GET", PRODUCTS + query, Map.of()), hostile.name());
            if (found.status() == 200) {
                assertThat(found.json().path("items").findValuesAsString("id"))
                        .as(hostile.name())
                        .contains(id);
            }
        });
        Http.Answer percent = system.call("GET", PRODUCTS + "?lenderId=" + own + "&search=%25%25_", Map.of());
        assertThat(percent.json().path("total").asInt()).as("no wildcard").isZero();
    }

    @Test
    void aHeaderIsReadOrRefused() throws Exception {
        Set<String> names = DescribedParameter.all().stream()
                .filter(parameter -> parameter.in().equals("header"))
                .map(DescribedParameter::name)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(names).contains("If-Match", "Idempotency-Key", SyncHeaders.INSTANCE);
        names.addAll(List.of("Origin", "Cookie", "X-CSRF-Token", "X-Forwarded-For", "Accept", "Accept-Encoding"));
        names.addAll(List.of("Content-Type", "User-Agent", "Host"));
        HostileTexts.withEach((hostile, number) -> {
            for (String name : names) {
                String what = hostile + " as " + name;
                boolean writes = !Set.of("If-None-Match", SyncHeaders.INSTANCE, "Lender-Sync-At-Least")
                        .contains(name);
                byte[] body = writes ? Json.write(Map.of("name", "Steady")) : new byte[0];
                List<String> headers = new ArrayList<>();
                headers.add(name + ": " + hostile.text());
                headers.add("Authorization: Bearer " + system.token());
                headers.add("Content-Length: " + body.length);
                headers.add("Connection: close");
                headers.add("Content-Type: application/json");
                headers.add("Host: 127.0.0.1");
                headers.removeIf(line -> headers.indexOf(line) > 0 && line.startsWith(name + ":"));
                String path = writes ? "/api/lenders/check" : SyncHeaders.SYNC_PATH;
                answer(new RawRequest(writes ? "POST" : "GET", path, headers, body, what));
            }
        });
        more = Map.of("idempotent_request", keys());
    }

    /// How many of the texts are keys as openapi.yaml has them, without what HTTP itself takes away around them.
    private static int keys() {
        return (int) HOSTILE.stream()
                .map(hostile -> hostile.text().strip())
                .filter(text -> text.matches("[!-~]{1,255}"))
                .distinct()
                .count();
    }

    @Test
    void aBrowserIsListedByTheNameThatItGaveItself() throws Exception {
        String email = "browser@x.example";
        made("/api/users", user(email));
        List<HostileTexts.HostileText> oneLine = HOSTILE.stream()
                .filter(hostile -> hostile.text().chars().noneMatch(c -> c == '\r' || c == '\n' || c == 0))
                .toList();
        assertThat(oneLine).hasSizeGreaterThan(HOSTILE.size() - 15);
        byte[] body = Json.write(Map.of("email", email, "password", PASSWORD));
        AtomicInteger listed = new AtomicInteger();
        HostileTexts.withEach((hostile, number) -> {
            Http.Answer answer = login(hostile.text(), body);
            boolean smuggles = !oneLine.contains(hostile);
            if (smuggles || answer.status() == 400) {
                return;
            }
            assertThat(answer.status()).as(hostile.name()).isEqualTo(200);
            String cookie = answer.header("Set-Cookie").split(";", 2)[0];
            JsonNode sessions = Http.get(system.staff().url() + "/api/sessions", "Cookie", cookie)
                    .json();
            List<String> agents = sessions.valueStream()
                    .filter(session -> session.path("current").asBoolean())
                    .map(session -> session.path("userAgent").asString())
                    .toList();
            assertThat(agents).as(hostile.name()).containsExactly(asListed(hostile.text()));
            listed.incrementAndGet();
        });
        assertThat(listed.get()).as("most are mere text").isGreaterThan(oneLine.size() - 10);
        // Those that log in at once may be one too many; the next one who does makes room.
        assertThat(login("the last", body).status()).isEqualTo(200);
        more = Map.of("staff_user", 1, "staff_session", MAX_SESSIONS);
    }

    private static Http.Answer login(String agent, byte[] body) throws Exception {
        List<String> headers = List.of(
                "Host: 127.0.0.1",
                "User-Agent: " + agent,
                "Content-Type: application/json",
                "Content-Length: " + body.length,
                "Connection: close");
        return answer(new RawRequest("POST", "/api/session", headers, body, agent));
    }

    private static Http.Answer answer(RawRequest request) throws Exception {
        try (RawConnection connection = new RawConnection(system.staff().port())) {
            return HostileTexts.unharmed(connection.answer(request), request.why());
        }
    }

    /// Its bytes, one character each, as HTTP has it; what can't be printed is a question mark.
    private static String asListed(String agent) {
        String bytes = new String(agent.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                .replaceAll("^[ \t]+|[ \t]+$", "");
        return bytes.substring(0, Math.min(bytes.length(), MAX_USER_AGENT)).replaceAll("\\p{Cntrl}", "?");
    }
}
