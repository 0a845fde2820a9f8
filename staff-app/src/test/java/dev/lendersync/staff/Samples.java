package dev.lendersync.staff;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.RunningStaff.Reply;
import dev.lendersync.staff.clients.Await;
import dev.lendersync.staff.identity.StaffTokens;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.node.ObjectNode;

/// A sample of every operation of the Staff App, each with rows of its own. An operation without one fails the
/// conformance test.
final class Samples {
    private static final String LENDERS = "/api/lenders";
    private static final String PRODUCTS = "/api/lender-products";
    private static final String CLIENTS = "/api/clients";
    private static final int MANY = 50;
    private static final String MAPPING = "{\"columns\":{},\"defaults\":{},\"createLenders\":true}";
    private static final String PASSWORD = "a good long password";
    private static final String FULL = """
            {"rateKind":"APR","rateType":"VARIABLE","rateIndex":"CORRA","rateMin":"1.5","rateMax":"2.5",
             "amountMin":"1000","amountMax":"2000","termMinMonths":6,"termMaxMonths":12,"minCreditScore":600,
             "minMonthsInBusiness":12,"minMonthlyRevenue":"5000","requiresReceivables":true,"fundsPurposes":["INVENTORY"],
             "industriesExcluded":["11"],"regionsExcluded":["CA-QC"],"description":"d","feesNote":"f",
             "commissionPercent":"2","internalNotes":"n","status":"DRAFT",
             "requiredDocuments":[{"code":"INVOICES","required":true,"stage":"CLOSING","amountFrom":"1"}]}""";

    /// Makes what the sample needs, and the sample.
    interface Maker {
        Sample make() throws Exception;
    }

    private final RunningStaff staff;
    private final AtomicInteger number = new AtomicInteger();
    private final Map<String, Maker> makers = new TreeMap<>();

    Samples(RunningStaff staff) {
        this.staff = staff;
        operation();
        lenders();
        products();
        manyProducts();
        history();
        clients();
        catalog();
        sessions();
        users();
        imports();
    }

    Set<String> operations() {
        return makers.keySet();
    }

    Sample of(String operation) throws Exception {
        Maker maker = makers.get(operation);
        assertThat(maker).as("a sample of %s", operation).isNotNull();
        return requireNonNull(maker).make();
    }

    private void operation() {
        for (String path : new String[] {"/healthz", "/readyz", "/openapi.yaml"}) {
            makers.put("GET " + path, () -> Sample.of(path));
        }
    }

    private void lenders() {
        makers.put("GET " + LENDERS, () -> Sample.of(LENDERS));
        makers.put(
                "POST " + LENDERS,
                () -> Sample.of(LENDERS)
                        .body(lenderBody())
                        .or(409, Sample.of(LENDERS).body("{\"name\":\"" + lender().text("name") + "\"}")));
        makers.put(
                "POST " + LENDERS + "/check",
                () -> Sample.of(LENDERS + "/check")
                        .body("{\"name\":\"Some Bank\"}")
                        .ignoring("name"));
        makers.put("GET " + LENDERS + "/{id}", () -> Sample.of(one(LENDERS, lender())));
        makers.put("PUT " + LENDERS + "/{id}", () -> {
            Reply lender = lender();
            Sample put = Sample.of(one(LENDERS, lender)).body(lenderBody()).ifMatch(lender.revision());
            Reply other = lender();
            Sample taken = Sample.of(one(LENDERS, other)).ifMatch(other.revision());
            return put.or(409, taken.body("{\"name\":\"" + lender().text("name") + "\"}"));
        });
        makers.put("DELETE " + LENDERS + "/{id}", () -> {
            Reply lender = lender();
            Reply product = product();
            return Sample.of(one(LENDERS, lender))
                    .ifMatch(lender.revision())
                    .or(409, Sample.of(LENDERS + "/" + product.text("lenderId")));
        });
        for (String step : new String[] {"archive", "restore"}) {
            makers.put("POST " + LENDERS + "/{id}/" + step, () -> {
                Reply lender = lender();
                return Sample.of(one(LENDERS, lender) + "/" + step).ifMatch(lender.revision());
            });
        }
        makers.put("GET " + LENDERS + "/{id}/history", () -> Sample.of(one(LENDERS, lender()) + "/history"));
    }

    private void products() {
        makers.put("GET " + PRODUCTS, () -> Sample.of(PRODUCTS));
        makers.put(
                "POST " + PRODUCTS,
                () -> Sample.of(PRODUCTS)
                        .body(productBody())
                        .or(409, Sample.of(PRODUCTS).body(sameAs(product()))));
        makers.put("GET " + PRODUCTS + "/{id}", () -> Sample.of(one(PRODUCTS, product())));
        makers.put("PUT " + PRODUCTS + "/{id}", () -> {
            Reply product = product();
            Sample put = Sample.of(one(PRODUCTS, product)).body(productBody()).ifMatch(product.revision());
            Reply other = product();
            Sample taken = Sample.of(one(PRODUCTS, other)).ifMatch(other.revision());
            return put.or(409, taken.body(sameAs(product())));
        });
        makers.put("DELETE " + PRODUCTS + "/{id}", () -> {
            Reply product = product();
            return Sample.of(one(PRODUCTS, product)).ifMatch(product.revision());
        });
        makers.put("POST " + PRODUCTS + "/{id}/publish", () -> {
            Reply product = product();
            Reply archived = step(product(), "archive");
            return Sample.of(one(PRODUCTS, product) + "/publish")
                    .ifMatch(product.revision())
                    .or(409, Sample.of(one(PRODUCTS, archived) + "/publish"));
        });
        makers.put("POST " + PRODUCTS + "/{id}/archive", () -> {
            Reply product = product();
            return Sample.of(one(PRODUCTS, product) + "/archive").ifMatch(product.revision());
        });
        makers.put("POST " + PRODUCTS + "/{id}/restore", () -> {
            Reply archived = step(product(), "archive");
            Reply replaced = step(product(), "archive");
            staff.call("POST", PRODUCTS, sameAs(replaced));
            return Sample.of(one(PRODUCTS, archived) + "/restore")
                    .ifMatch(archived.revision())
                    .or(409, Sample.of(one(PRODUCTS, replaced) + "/restore"));
        });
        makers.put("POST " + PRODUCTS + "/{id}/duplicate", () -> {
            String path = one(PRODUCTS, product()) + "/duplicate";
            return Sample.of(path)
                    .body("{\"amountMin\":\"500\"}")
                    .or(409, Sample.of(path).body("{}"));
        });
    }

    private void manyProducts() {
        makers.put(
                "POST " + PRODUCTS + "/check",
                () -> Sample.of(PRODUCTS + "/check")
                        .body(productBody())
                        .ignoring(productBody().propertyNames().toArray(String[]::new)));
        makers.put("POST " + PRODUCTS + "/bulk", () -> {
            Reply archived = step(product(), "archive");
            return Sample.of(PRODUCTS + "/bulk")
                    .body(bulk("publish", product().text("id")))
                    .or(409, Sample.of(PRODUCTS + "/bulk").body(bulk("publish", archived.text("id"))));
        });
        makers.put("GET /api/reference-data", () -> {
            Sample read = Sample.of("/api/reference-data");
            String etag = staff.call("GET", read.path()).etag().orElseThrow();
            return read.or(304, read.header("If-None-Match", etag));
        });
        makers.put("POST " + PRODUCTS + "/push", () -> Sample.of(PRODUCTS + "/push"));
    }

    private void history() {
        makers.put("GET " + PRODUCTS + "/{id}/history", () -> Sample.of(one(PRODUCTS, product()) + "/history"));
        makers.put("GET /api/history", () -> Sample.of("/api/history"));
        makers.put("GET /api/history/{entry}", () -> Sample.of("/api/history/" + entry(product())));
        makers.put("POST " + PRODUCTS + "/{id}/history/{entry}/restore", () -> {
            Reply product = product();
            String path = one(PRODUCTS, product) + "/history/" + entry(product) + "/restore";
            Reply taken = product();
            String first = one(PRODUCTS, taken) + "/history/" + entry(taken) + "/restore";
            ObjectNode same = sameAs(taken);
            staff.call("PUT", one(PRODUCTS, taken), productBody(), "If-Match", taken.revision());
            staff.call("POST", PRODUCTS, same);
            return Sample.of(path)
                    .ifMatch(product.revision())
                    .or(409, Sample.of(first))
                    .or(422, Sample.of(withoutLender()));
        });
    }

    /// A state whose lender is gone by now.
    private String withoutLender() throws Exception {
        Reply product = product();
        String path = one(PRODUCTS, product) + "/history/" + entry(product) + "/restore";
        staff.call("PUT", one(PRODUCTS, product), productBody(), "If-Match", product.revision());
        staff.call("DELETE", LENDERS + "/" + product.text("lenderId"));
        return path;
    }

    private void clients() {
        String one = CLIENTS + "/{id}";
        makers.put("GET " + CLIENTS, () -> Sample.of(CLIENTS));
        makers.put("POST " + CLIENTS, () -> Sample.of(CLIENTS).body(clientBody()));
        makers.put("GET " + one, () -> Sample.of(one(CLIENTS, client())));
        makers.put("PUT " + one, () -> {
            Reply client = client();
            return Sample.of(one(CLIENTS, client)).body(clientBody()).ifMatch(client.revision());
        });
        makers.put("DELETE " + one, () -> Sample.of(one(CLIENTS, client())));
        makers.put("POST " + one + "/pause", () -> Sample.of(one(CLIENTS, client()) + "/pause"));
        makers.put("POST " + one + "/resume", () -> Sample.of(one(CLIENTS, client()) + "/resume"));
        for (String what : new String[] {"api-key", "webhook-secret"}) {
            makers.put("POST " + one + "/rotate-" + what, () -> {
                Reply often = client();
                String path = one(CLIENTS, often) + "/rotate-" + what;
                int status = 200;
                // Until there are too many that are good at once.
                for (int i = 0; i < MANY && status == 200; i++) {
                    status = staff.call("POST", path).status();
                }
                return Sample.of(one(CLIENTS, client()) + "/rotate-" + what)
                        .body("{\"overlapHours\":1}")
                        .or(409, Sample.of(path));
            });
        }
        makers.put("GET " + one + "/deliveries", () -> Sample.of(one(CLIENTS, client()) + "/deliveries"));
        makers.put("POST " + one + "/deliveries/{delivery}/resend", () -> {
            Reply client = client();
            staff.database()
                    .run("INSERT INTO delivery_attempt (client_id, request_id, position, attempt, outcome, ended_at)"
                            + " VALUES ('" + client.text("id") + "', 'r', 'x:1', 1, 'FAILED', now())");
            String delivery = staff.database()
                    .text("SELECT id FROM delivery_attempt WHERE client_id = '" + client.text("id") + "' LIMIT 1");
            return Sample.of(one(CLIENTS, client) + "/deliveries/" + delivery + "/resend");
        });
    }

    private void catalog() {
        makers.put(
                "POST /api/lender-products/sync/applied",
                () -> Sample.of("/api/lender-products/sync/applied")
                        .body("{\"position\":\"abc:1\",\"digest\":\"" + "0".repeat(64) + "\"}"));
        makers.put("POST /api/lender-products/live/ticket", () -> Sample.of("/api/lender-products/live/ticket"));
    }

    private void sessions() {
        String login = "{\"email\":\"%s\",\"password\":\"%s\"}";
        makers.put("POST /api/session", () -> {
            Sample good = Sample.of("/api/session")
                    .body(login.formatted(RunningStaff.ADMIN_EMAIL, RunningStaff.ADMIN_PASSWORD));
            Sample bad = good.body(login.formatted("nobody@example.com", "wrong wrong wrong"));
            Sample often = good.body(login.formatted("often@example.com", "wrong wrong wrong"));
            int status = 401;
            for (int i = 0; i < MANY && status == 401; i++) {
                status = staff.call("POST", "/api/session", often.object()).status();
            }
            return good.or(401, bad).or(429, often).or(403, good.header("Origin", "https://elsewhere.example"));
        });
        makers.put("GET /api/session", () -> asUser(Sample.of("/api/session")));
        makers.put("DELETE /api/session", () -> asUser(Sample.of("/api/session")));
        makers.put("GET /api/sessions", () -> asUser(Sample.of("/api/sessions")));
        makers.put("DELETE /api/sessions/{id}", () -> {
            Sample own = asUser(Sample.of("/api/sessions"));
            String id = staff.database().text("SELECT id FROM staff_session ORDER BY created_at DESC LIMIT 1");
            return own.at("/api/sessions/" + id);
        });
        makers.put("PUT /api/session/password", () -> {
            String change = "{\"current\":\"%s\",\"next\":\"another good password\"}";
            Sample often = asUser(Sample.of("/api/session/password")).body(change.formatted("wrong wrong wrong"));
            int status = 422;
            for (int i = 0; i < MANY && status != 429; i++) {
                status = send("PUT", often).status();
            }
            return asUser(Sample.of("/api/session/password"))
                    .body(change.formatted(PASSWORD))
                    .or(429, often);
        });
        makers.put("POST /api/welcome", () -> {
            String link = staff.call("POST", "/api/users", userBody("viewer")).text("inviteLink");
            String body = "{\"token\":\"%s\",\"password\":\"" + PASSWORD + "\"}";
            Sample good = Sample.of("/api/welcome").body(body.formatted(link.substring(link.indexOf('#') + 1)));
            return good.or(401, good.body(body.formatted("x".repeat(40))))
                    .or(403, good.header("Origin", "https://elsewhere.example"));
        });
    }

    private void users() {
        String all = "/api/users";
        String one = all + "/{id}";
        makers.put("GET " + all, () -> Sample.of(all));
        makers.put("POST " + all, () -> {
            Sample good = Sample.of(all).body(userBody("viewer"));
            ObjectNode taken = userBody("viewer").put("email", user().text("email"));
            return good.or(409, good.body(taken));
        });
        makers.put("GET " + one, () -> Sample.of(one(all, user())));
        makers.put("PUT " + one, () -> {
            Reply user = user();
            Reply admin = staff.call("GET", all + "/" + adminId());
            String edit = "{\"name\":\"Edited\",\"role\":\"editor\",\"active\":true}";
            Sample last = Sample.of(one(all, admin)).ifMatch(admin.revision()).body(edit);
            return Sample.of(one(all, user)).ifMatch(user.revision()).body(edit).or(409, last);
        });
        makers.put("DELETE " + one, () -> Sample.of(one(all, user())).or(409, Sample.of(all + "/" + adminId())));
        makers.put("POST " + one + "/invite", () -> {
            Reply inactive = user();
            String edit = "{\"name\":\"Gone\",\"role\":\"viewer\",\"active\":false}";
            staff.call("PUT", one(all, inactive), Sample.of("").body(edit).object(), "If-Match", inactive.revision());
            return Sample.of(one(all, user()) + "/invite").or(409, Sample.of(one(all, inactive) + "/invite"));
        });
        makers.put("GET /api/tokens", () -> Sample.of("/api/tokens").or(400, Sample.of("/api/tokens?all=maybe")));
        makers.put("POST /api/tokens", () -> {
            String token = "{\"name\":\"Script\",\"role\":\"viewer\",\"expiresInDays\":30}";
            Sample many = asUser(Sample.of("/api/tokens")).body(token);
            for (int i = 0; i < StaffTokens.MAX_OF_OWNER; i++) {
                send("POST", many);
            }
            return Sample.of("/api/tokens").body(token).or(409, many);
        });
        makers.put("DELETE /api/tokens/{id}", () -> {
            Reply token = staff.call(
                    "POST",
                    "/api/tokens",
                    Sample.of("").body("{\"name\":\"t\",\"role\":\"viewer\"}").object());
            return Sample.of("/api/tokens/" + token.text("id"));
        });
        makers.put("GET /api/audit", () -> Sample.of("/api/audit"));
    }

    private void imports() {
        String all = "/api/imports";
        String one = all + "/{id}";
        makers.put(
                "POST " + all,
                () -> upload().or(415, upload().header("Content-Type", "text/plain"))
                        .or(422, Sample.of(all).raw("\u0000\u0001", "text/csv"))
                        .or(400, upload().at(all + "?nonsense=1")));
        makers.put("GET " + one, () -> Sample.of(one(all, uploaded())));
        makers.put("DELETE " + one, () -> Sample.of(one(all, uploaded())));
        makers.put("PUT " + one + "/mapping", () -> {
            Reply committed = committed();
            return Sample.of(one(all, uploaded()) + "/mapping")
                    .body(MAPPING)
                    .or(409, Sample.of(one(all, committed) + "/mapping").body(MAPPING));
        });
        makers.put("GET " + one + "/rows", () -> Sample.of(one(all, uploaded()) + "/rows"));
        makers.put("GET " + one + "/report", () -> Sample.of(one(all, uploaded()) + "/report"));
        makers.put("POST " + one + "/commit", () -> {
            Sample again = Sample.of(one(all, committed()) + "/commit").body("{\"position\":\"abc:1\"}");
            Reply checked = checked();
            return Sample.of(one(all, checked) + "/commit")
                    .body("{\"position\":\"" + checked.text("position") + "\"}")
                    .or(409, again);
        });
        makers.put("GET " + PRODUCTS + "/export", () -> Sample.of(PRODUCTS + "/export"));
    }

    private Sample upload() {
        String row = name("Bank") + "," + name("Imported") + ",TERM_LOAN,CA,no\n";
        return Sample.of("/api/imports")
                .raw("lenderName,name,category,country,requiresReceivables\n" + row, "text/csv");
    }

    private Reply uploaded() throws Exception {
        Sample upload = upload();
        return staff.send(staff.request("POST", upload.path(), RunningStaff.TOKEN, upload.bytes())
                .setHeader("Content-Type", "text/csv"));
    }

    private Reply checked() throws Exception {
        String path = one("/api/imports", uploaded());
        staff.call("PUT", path + "/mapping", Json.read(MAPPING));
        return when(path, "CHECKED");
    }

    private Reply committed() throws Exception {
        Reply checked = checked();
        String path = one("/api/imports", checked);
        staff.call("POST", path + "/commit", Map.of("position", checked.text("position")));
        return when(path, "COMMITTED");
    }

    private Reply when(String path, String status) throws Exception {
        Await.until(() -> read(path).text("status").equals(status), path + " is " + status);
        return read(path);
    }

    private Reply read(String path) {
        try {
            return staff.call("GET", path);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// With the session of a new user.
    private Sample asUser(Sample sample) throws Exception {
        ObjectNode user = userBody("viewer").put("password", PASSWORD);
        staff.call("POST", "/api/users", user);
        user.retain("email", "password");
        Reply session = staff.call("POST", "/api/session", user);
        String cookie = session.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        return sample.header("Cookie", cookie).header("X-CSRF-Token", session.text("csrfToken"));
    }

    private Reply send(String method, Sample sample) throws Exception {
        HttpRequest.Builder request = staff.request(
                method, sample.path(), "", Json.write(sample.body().orElseThrow()));
        sample.headers().forEach(request::header);
        return staff.send(request);
    }

    private ObjectNode userBody(String role) {
        int id = number.incrementAndGet();
        return Sample.of("")
                .body("{\"email\":\"u%d@example.com\",\"name\":\"User %d\",\"role\":\"%s\"}".formatted(id, id, role))
                .object();
    }

    private Reply user() throws Exception {
        return staff.call("POST", "/api/users", userBody("viewer"));
    }

    private String adminId() throws Exception {
        return staff.database().text("SELECT id FROM staff_user WHERE role = 'admin' ORDER BY created_at LIMIT 1");
    }

    private ObjectNode lenderBody() {
        return Sample.of("")
                .body(
                        "{\"name\":\"" + name("Bank")
                                + "\",\"website\":\"https://example.com\",\"contactName\":\"Ann\","
                                + "\"contactEmail\":\"a@example.com\",\"contactPhone\":\"1\",\"notes\":\"n\",\"status\":\"ACTIVE\"}")
                .object();
    }

    private ObjectNode productBody() throws Exception {
        return Sample.of("")
                .body(FULL)
                .object()
                .put("lenderId", lender().text("id"))
                .put("name", name("Product"))
                .put("category", "TERM_LOAN")
                .put("country", "CA");
    }

    private static ObjectNode sameAs(Reply product) {
        ObjectNode same = product.object().deepCopy();
        same.remove("status");
        return same;
    }

    private ObjectNode clientBody() {
        return Sample.of("")
                .body("{\"name\":\"" + name("Portal") + "\",\"baseUrl\":\"https://portal.example.com\"}")
                .object();
    }

    private static String bulk(String action, String id) {
        return "{\"action\":\"" + action + "\",\"products\":[{\"id\":\"" + id + "\"}]}";
    }

    private Reply lender() throws Exception {
        return staff.createLender(name("Bank"));
    }

    private Reply product() throws Exception {
        return staff.call("POST", PRODUCTS, productBody());
    }

    private Reply client() throws Exception {
        return staff.call("POST", CLIENTS, clientBody());
    }

    private Reply step(Reply product, String step) throws Exception {
        return staff.call("POST", one(PRODUCTS, product) + "/" + step);
    }

    private String entry(Reply product) throws Exception {
        return staff.call("GET", one(PRODUCTS, product) + "/history")
                .body()
                .at("/items/0/id")
                .asString();
    }

    private String name(String what) {
        return what + " no " + number.incrementAndGet();
    }

    private static String one(String all, Reply row) {
        return all + "/" + row.text("id");
    }
}
