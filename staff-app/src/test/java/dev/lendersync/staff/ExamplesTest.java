package dev.lendersync.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.RunningStaff.Reply;
import dev.lendersync.staff.clients.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The examples in openapi.yaml are real: a short story is told to a new Staff App, and they are what was sent and
/// answered, but for ids, times, digests and secrets, which differ each time.
///
/// `-Dexamples=../docs/protocol/openapi.yaml` writes them there.
@Tag("slow")
class ExamplesTest {
    private static final String PRODUCTS = "/api/lender-products";
    private static final String HEAD = "\n  examples:\n";
    private static final int WIDTH = 120;
    private static final String INDENT = "        ";
    private static final String CSV = """
            Lender,Product,Type,Country,Receivables,Max amount
            Maple Street Capital,Maple Invoice,Invoice factoring,Canada,yes,"500,000"
            Maple Street Capital,Maple Term,Term loan,,no,lots
            """;

    private final Map<String, JsonNode> told = new LinkedHashMap<>();
    private final Anonymous anonymous = new Anonymous();
    private final RunningStaff staff;

    ExamplesTest(@TempDir Path folder) throws Exception {
        staff = RunningStaff.start(folder);
    }

    @AfterEach
    void stop() throws Exception {
        staff.close();
    }

    @Test
    void areWhatIsSentAndAnswered() throws Exception {
        tellOfProducts();
        tellOfFiles();
        tellOfClients();
        tellOfPeople();
        Map<String, JsonNode> real = new TreeMap<>();
        told.forEach((name, body) -> real.put(name, anonymous.of(body)));
        String file = System.getProperty("examples", "");
        if (!file.isEmpty()) {
            write(Path.of(file), real);
            return;
        }
        assertThat(Described.examples()).isEqualTo(real);
    }

    @Test
    void eachIsReferredTo() throws IOException {
        String text = Described.text();
        assertThat(Described.examples().keySet())
                .allMatch(name -> text.contains("{$ref: '#/components/examples/" + name + "'}"));
    }

    private void tellOfProducts() throws Exception {
        Reply lender = tell("createLender", "POST", "/api/lenders", "{'name':'Maple Street Capital'}", 201);
        String position = staff.call("GET", "/api/clients").text("position");
        Reply product = tell(
                "createProduct",
                "POST",
                PRODUCTS,
                "{'lenderId':'" + lender.text("id")
                        + "','name':'Maple Bridge','category':'LINE_OF_CREDIT','country':'CA',"
                        + "'amountMin':'10000','amountMax':'250000','rateKind':'APR','rateType':'FIXED','rateMin':'7.99',"
                        + "'termMinMonths':6,'termMaxMonths':36,'requiresReceivables':false,"
                        + "'requiredDocuments':[{'code':'BANK_STATEMENTS'}],'internalNotes':'Ask Chloe for the margin.',"
                        + "'status':'PUBLISHED'}",
                201);
        answer("sync", staff.call("GET", PRODUCTS + "/sync"));
        answer("syncSince", staff.call("GET", PRODUCTS + "/sync?since=" + position));
        answer("listProducts", staff.call("GET", PRODUCTS + "?search=bridge"));
        ObjectNode similar = RunningStaff.product(lender, "Maple Bridges").put("amountMin", "200000");
        tell("checkProduct", "POST", PRODUCTS + "/check", similar.put("category", "LINE_OF_CREDIT"), 200);
        String one = PRODUCTS + "/" + product.text("id");
        tell("duplicateProduct", "POST", one + "/duplicate", "{'amountMin':'250000','amountMax':'500000'}", 201);
        tell(
                "bulkEdit",
                "POST",
                PRODUCTS + "/bulk",
                "{'action':'set','products':[{'id':'" + product.text("id")
                        + "','revision':1}],'set':{'rateMin':'7.49'}}",
                200);
        answer("history", staff.call("GET", one + "/history?pageSize=1"));
        ObjectNode wrong =
                RunningStaff.product(lender, "M").put("amountMin", "ten").put("country", "FR");
        answer("invalid", staff.call("POST", PRODUCTS, wrong));
        answer("gone", staff.call("GET", PRODUCTS + "/01890000-0000-7000-8000-00000000000f"));
    }

    private void tellOfFiles() throws Exception {
        Reply upload = staff.send(staff.request(
                        "POST",
                        "/api/imports?filename=products.csv",
                        RunningStaff.TOKEN,
                        CSV.getBytes(StandardCharsets.UTF_8))
                .setHeader("Content-Type", "text/csv"));
        answer("uploadImport", upload);
        String one = "/api/imports/" + upload.text("id");
        JsonNode mapping = Json.read("{\"columns\":{},\"defaults\":{\"country\":\"CA\"},\"createLenders\":true}");
        told.put("mapImportRequest", mapping);
        assertThat(staff.call("PUT", one + "/mapping", mapping).status()).isEqualTo(202);
        Await.until(() -> state(one).equals("CHECKED"), "checked");
        answer("readImport", staff.call("GET", one));
        answer("importRows", staff.call("GET", one + "/rows"));
    }

    private String state(String path) {
        try {
            return staff.call("GET", path).text("status");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void tellOfClients() throws Exception {
        // Not the answer: it says whether the first notice has failed yet.
        JsonNode client = Json.read("{\"name\":\"Portal\",\"baseUrl\":\"https://portal.example.com\"}");
        told.put("registerClientRequest", client);
        assertThat(staff.call("POST", "/api/clients", client).status()).isEqualTo(201);
    }

    private void tellOfPeople() throws Exception {
        ObjectNode login = Json.MAPPER
                .createObjectNode()
                .put("email", RunningStaff.ADMIN_EMAIL)
                .put("password", RunningStaff.ADMIN_PASSWORD);
        tell("logIn", "POST", "/api/session", login, 200);
        tell("createUser", "POST", "/api/users", "{'email':'ana@example.com','name':'Ana','role':'editor'}", 201);
    }

    private Reply tell(String name, String method, String path, String body, int status) throws Exception {
        return tell(name, method, path, Json.read(body.replace('\'', '"')), status);
    }

    /// A request and its answer.
    private Reply tell(String name, String method, String path, JsonNode body, int status) throws Exception {
        Reply reply = staff.call(method, path, body);
        assertThat(reply.status()).as("%s: %s", name, reply.body()).isEqualTo(status);
        told.put(name + "Request", body);
        answer(name, reply);
        return reply;
    }

    private void answer(String name, Reply reply) {
        told.put(name, reply.body());
    }

    private static void write(Path openapi, Map<String, JsonNode> examples) throws IOException {
        String text = Files.readString(openapi);
        int head = text.indexOf(HEAD);
        StringBuilder out = new StringBuilder(head < 0 ? text.stripTrailing() : text.substring(0, head)).append(HEAD);
        examples.forEach((name, body) ->
                out.append("    ").append(name).append(":\n      value:").append(folded(body)));
        Files.writeString(openapi, out);
    }

    /// JSON in lines that are not too long, as YAML takes it.
    private static String folded(JsonNode body) {
        List<String> parts = new ArrayList<>();
        take(body, "", "", parts);
        StringBuilder out = new StringBuilder();
        int column = WIDTH;
        for (String part : parts) {
            boolean fits = column + 1 + part.length() <= WIDTH;
            out.append(fits ? " " : "\n" + INDENT).append(part);
            column = fits ? column + 1 + part.length() : INDENT.length() + part.length();
        }
        return out.append('\n').toString();
    }

    /// Each value with its name, and the brackets around it.
    private static void take(JsonNode json, String before, String after, List<String> parts) {
        if (!json.isContainer() || json.isEmpty()) {
            parts.add(before + json + after);
            return;
        }
        List<String> names = json.isObject() ? List.copyOf(json.propertyNames()) : List.of();
        String open = json.isObject() ? "{" : "[";
        String close = json.isObject() ? "}" : "]";
        for (int i = 0; i < json.size(); i++) {
            String name = json.isObject() ? "\"" + names.get(i) + "\": " : "";
            JsonNode value = json.isObject() ? json.path(names.get(i)) : json.path(i);
            boolean last = i == json.size() - 1;
            take(value, (i == 0 ? before + open : "") + name, last ? close + after : ",", parts);
        }
    }
}
