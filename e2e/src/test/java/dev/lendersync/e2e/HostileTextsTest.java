package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Whatever somebody types is text: it comes back as it was sent, or is refused with its field named, and nothing else
/// happens. In every text of every body that openapi.yaml describes.
@Tag("slow")
class HostileTextsTest {
    private static final Map<String, Set<String>> DESCRIBED = DescribedTexts.all();
    private static final String PRODUCTS = "/api/lender-products";
    private static final String DUPLICATE = PRODUCTS + "/{id}/duplicate";
    private static final String BULK = PRODUCTS + "/bulk";
    private static final String PASSWORD = "three cows, one bridge";
    /// What other tests do: texts of files, and what is nothing without the Staff App's signature.
    private static final Set<String> ELSEWHERE =
            Set.of("PUT /api/imports/{id}/mapping", "POST /webhooks/lender-products/update");

    private static LocalSystem system;

    // Of one test.
    private Untouched untouched;
    private Map<String, Integer> more = Map.of();

    @BeforeAll
    static void start() throws Exception {
        system = LocalSystem.start(
                PostgresServer.shared(),
                new LocalSystem.Shape(
                        1, 1, false, Map.of("MAX_WRITES_PER_SECOND", "100000", "MAX_READS_PER_SECOND", "100000")));
        made("/api/lender-products", product(made("/api/lenders", lender("Steady Bank")), "Steady Loan"));
        // Without one, nobody could be removed.
        made("/api/users", user("bystander@x.example").put("role", "admin"));
        made("/api/tokens", HostileBody.json("{'name':'A script','role':'viewer'}"));
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

    private static ObjectNode lender(String name) {
        return HostileBody.json("{'website':'https://x.example','contactName':'C','contactEmail':'c@x.example',"
                        + "'contactPhone':'1','notes':'n','status':'ACTIVE'}")
                .put("name", name);
    }

    private static ObjectNode product(String ofLender, String name) {
        return HostileBody.json("{'category':'TERM_LOAN','country':'CA','requiresReceivables':false,"
                        + "'status':'DRAFT','rateKind':'APR','rateType':'VARIABLE','rateIndex':'CORRA',"
                        + "'rateMin':'1','rateMax':'2','amountMin':'1','amountMax':'2','minMonthlyRevenue':'1',"
                        + "'commissionPercent':'1','description':'d','feesNote':'f','internalNotes':'i',"
                        + "'regionsExcluded':['CA-QC'],'industriesExcluded':['11'],'fundsPurposes':['OTHER'],"
                        + "'requiredDocuments':[{'code':'TAX_RETURNS','stage':'CLOSING','amountFrom':'1'}]}")
                .put("lenderId", ofLender)
                .put("name", name);
    }

    private static ObjectNode user(String email) {
        return HostileBody.json("{'name':'Ada','role':'viewer'}")
                .put("email", email)
                .put("password", PASSWORD);
    }

    private static String made(String path, ObjectNode body) throws Exception {
        Http.Answer answer = system.call("POST", path, body);
        assertThat(answer.status()).as("%s %s", path, answer.json()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    private static HostileBody body(String operation, String id, ObjectNode good) {
        String path = operation.split(" ", 2)[1].replace("{id}", id);
        return new HostileBody(operation, path, good, DESCRIBED.getOrDefault(operation, Set.of()));
    }

    private static HostileBody productBody(String operation, String id, ObjectNode good) {
        return new HostileBody(
                operation,
                body(operation, id, good).path(),
                good,
                DESCRIBED.getOrDefault("POST " + PRODUCTS, Set.of()));
    }

    /// Those that leave something that can be read, each with what it is about. Names are told apart within a list.
    private static List<List<HostileBody>> stored() throws Exception {
        String edited = made("/api/lenders", lender("Edited"));
        String owner = made("/api/lenders", lender("Owner"));
        String product = made(PRODUCTS, product(owner, "Edited"));
        ObjectNode client = HostileBody.json("{'name':'A portal','baseUrl':'http://127.0.0.1:9'}");
        ObjectNode user = HostileBody.json("{'name':'Ada','role':'viewer','active':true}");
        return List.of(
                List.of(
                        body("POST /api/lenders", "", lender("New")),
                        body("PUT /api/lenders/{id}", edited, lender("Edited"))),
                List.of(
                        body("POST " + PRODUCTS, "", product(owner, "New")),
                        body(
                                "PUT " + PRODUCTS + "/{id}",
                                product,
                                product(owner, "Edited").put("status", "PUBLISHED")),
                        productBody(
                                "POST " + DUPLICATE,
                                product,
                                product(owner, "Copy").put("amountMax", "3"))),
                List.of(
                        body("POST /api/clients", "", client),
                        body("PUT /api/clients/{id}", made("/api/clients", client), client),
                        body("POST /api/tokens", "", HostileBody.json("{'name':'T','role':'viewer'}"))),
                List.of(
                        body("POST /api/users", "", user("new@x.example")),
                        body("PUT /api/users/{id}", made("/api/users", user("edited@x.example")), user)));
    }

    /// Those that leave nothing, whatever they are told.
    private static List<HostileBody> passing(String anImport) {
        String nobodys = "018f0000-0000-7000-8000-000000000000";
        ObjectNode archive = HostileBody.json("{'action':'archive','products':[{'id':'" + nobodys + "'}]}");
        return List.of(
                new HostileBody("POST " + BULK, BULK, archive, Set.of("/action", "/products/0/id")),
                body("POST /api/lenders/check", "", HostileBody.json("{'name':'Any'}")),
                body("POST /api/session", "", HostileBody.json("{'email':'x','password':'x'}")),
                body("POST /api/welcome", "", HostileBody.json("{'token':'x'}").put("password", PASSWORD)),
                body(
                        "PUT /api/session/password",
                        "",
                        HostileBody.json("{'current':'x'}").put("next", PASSWORD)),
                body("POST /api/imports/{id}/commit", anImport, HostileBody.json("{'position':'abc:1'}")),
                body(
                        "POST " + PRODUCTS + "/sync/applied",
                        "",
                        HostileBody.json("{'position':'abc:1'}").put("digest", "0".repeat(64))));
    }

    @Test
    void areKeptAsTheyWereSentOrRefusedByName() throws Exception {
        List<List<HostileBody>> stored = stored();
        Set<String> tried = new TreeSet<>(ELSEWHERE);
        tried.addAll(Set.of("POST " + PRODUCTS + "/check", "POST " + BULK));
        stored.forEach(bodies -> bodies.forEach(body -> tried.add(body.operation())));
        passing("").forEach(body -> tried.add(body.operation()));
        assertThat(tried).as("a body that is described is tried here").isEqualTo(DESCRIBED.keySet());
        List<Callable<Void>> tasks = new ArrayList<>();
        for (List<HostileBody> bodies : stored) {
            tasks.add(() -> {
                for (HostileBody body : bodies) {
                    for (HostileTexts.HostileText hostile : HostileTexts.all()) {
                        assertKept(body, hostile);
                    }
                }
                return null;
            });
        }
        HostileTexts.atOnce(tasks);
        more = new TreeMap<>(Map.of("lenders", 2, "lender_products", 1, "required_documents", 1, "staff_user", 1));
        more.putAll(Map.of("client", 1, "client_api_key", 1, "client_webhook_secret", 1));
        more.put("staff_token", HostileTexts.all().size()); // What was revoked stays.
    }

    private static void assertKept(HostileBody body, HostileTexts.HostileText hostile) throws Exception {
        HostileBody.Outcome outcome = body.fill(system, hostile);
        JsonNode answer = outcome.answer().json();
        assertThat(outcome.answer().status())
                .as("%s %s: %s", body, hostile, answer)
                .isIn(200, 201);
        boolean edits = body.operation().startsWith("PUT");
        String list = body.path().replaceAll("/[^/]*/duplicate$", "");
        String one = edits ? body.path() : list + "/" + answer.path("id").asString();
        Http.Answer read = system.call("GET", one, Map.of());
        outcome.taken().remove("/password"); // Nobody is told.
        body.assertKept(outcome, read.status() == 200 ? read.json() : answer, hostile);
        if (!edits) {
            assertThat(system.call("DELETE", one, Map.of()).status()).isEqualTo(204);
        }
    }

    @Test
    void whatIsForgottenIsReadAndNoMore() throws Exception {
        Http.Answer upload = Http.send(
                "POST",
                system.staff().url() + "/api/imports",
                "name\nx\n".getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "text/csv",
                "Authorization",
                "Bearer " + system.token());
        more = Map.of("imports", 1, "import_rows", 1);
        List<HostileBody> bodies = passing(upload.json().path("id").asString());
        HostileTexts.withEach((hostile, number) -> {
            for (HostileBody body : bodies) {
                assertThat(body.fill(system, hostile).answer().status())
                        .as("%s %s", body, hostile)
                        .isIn(200, 204, 401, 409, 429);
            }
        });
    }

    @Test
    void aCheckNamesWhatACreateWould() throws Exception {
        String lender = made("/api/lenders", lender("Checked"));
        more = Map.of("lenders", 1);
        HostileBody create = body("POST " + PRODUCTS, "", product(lender, "New"));
        HostileTexts.withEach((hostile, number) -> {
            ObjectNode body = create.filled(create.texts(), hostile.text());
            Http.Answer refused = HostileTexts.unharmed(system.call("POST", PRODUCTS, body), hostile.name());
            Http.Answer check = HostileTexts.unharmed(system.call("POST", PRODUCTS + "/check", body), hostile.name());
            assertThat(refused.status()).isEqualTo(422);
            assertThat(check.status()).isEqualTo(200);
            assertThat(check.json().path("errors").findValuesAsString("pointer"))
                    .as(hostile.name())
                    .isEqualTo(refused.json().path("errors").findValuesAsString("pointer"));
        });
    }

    @Test
    void aBulkEditSetsTheTextOrNamesIt() throws Exception {
        Set<String> members = Set.of("name", "description", "feesNote", "internalNotes");
        more = Map.of("lenders", 1, "lender_products", members.size(), "required_documents", members.size());
        String owner = made("/api/lenders", lender("Set"));
        List<Callable<Void>> tasks = new ArrayList<>();
        for (String member : members) {
            String edited = made(PRODUCTS, product(owner, "Set " + member).put("amountMax", 2 + tasks.size()));
            ObjectNode good = HostileBody.json("{'action':'set','products':[{'id':'" + edited + "'}],'set':{}}");
            HostileBody body = new HostileBody("POST " + BULK, BULK, good, Set.of("/set/" + member));
            tasks.add(() -> {
                for (HostileTexts.HostileText hostile : HostileTexts.all()) {
                    assertSet(body, member, hostile);
                }
                return null;
            });
        }
        HostileTexts.atOnce(tasks);
    }

    private static void assertSet(HostileBody body, String member, HostileTexts.HostileText hostile) throws Exception {
        ObjectNode filled = body.filled(body.texts(), hostile.text());
        Http.Answer answer = HostileTexts.unharmed(system.call("POST", BULK, filled), hostile.name());
        if (answer.status() == 200) {
            HostileBody.Outcome outcome = new HostileBody.Outcome(answer, Set.of("/" + member), Set.of());
            body.assertKept(outcome, answer.json().path("items").path(0), hostile);
        } else {
            assertThat(answer.json().path("rows").findValuesAsString("pointer"))
                    .as("%s: %s", hostile, answer.json())
                    .containsExactly("/" + member);
            assertThat(body.mustTake("/" + member, hostile.text()))
                    .as("%s", hostile)
                    .isFalse();
        }
    }
}
