package dev.lendersync.staff;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.RunningStaff.Reply;
import java.net.http.HttpRequest;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.node.ObjectNode;

/// Makes the rows that samples of operations need, each of its own.
final class SampleRows {
    private static final String PRODUCTS = "/api/lender-products";
    private static final String CLIENTS = "/api/clients";
    static final String PASSWORD = "a good long password";
    private static final String FULL = """
            {"rateKind":"APR","rateType":"VARIABLE","rateIndex":"CORRA","rateMin":"1.5","rateMax":"2.5",
             "amountMin":"1000","amountMax":"2000","termMinMonths":6,"termMaxMonths":12,"minCreditScore":600,
             "minMonthsInBusiness":12,"minMonthlyRevenue":"5000","requiresReceivables":true,"fundsPurposes":["INVENTORY"],
             "industriesExcluded":["11"],"regionsExcluded":["CA-QC"],"description":"d","feesNote":"f",
             "commissionPercent":"2","internalNotes":"n","status":"DRAFT",
             "requiredDocuments":[{"code":"INVOICES","required":true,"stage":"CLOSING","amountFrom":"1"}]}""";

    private final RunningStaff staff;
    private final AtomicInteger number = new AtomicInteger();

    SampleRows(RunningStaff staff) {
        this.staff = staff;
    }

    RunningStaff staff() {
        return staff;
    }

    ObjectNode lenderBody() {
        return Sample.of("")
                .body(
                        "{\"name\":\"" + name("Bank")
                                + "\",\"website\":\"https://example.com\",\"contactName\":\"Ann\","
                                + "\"contactEmail\":\"a@example.com\",\"contactPhone\":\"1\",\"notes\":\"n\",\"status\":\"ACTIVE\"}")
                .object();
    }

    ObjectNode productBody() throws Exception {
        return Sample.of("")
                .body(FULL)
                .object()
                .put("lenderId", lender().text("id"))
                .put("name", name("Product"))
                .put("category", "TERM_LOAN")
                .put("country", "CA");
    }

    static ObjectNode sameAs(Reply product) {
        ObjectNode same = product.object().deepCopy();
        same.remove("status");
        return same;
    }

    ObjectNode clientBody() {
        return Sample.of("")
                .body("{\"name\":\"" + name("Portal") + "\",\"baseUrl\":\"https://portal.example.com\"}")
                .object();
    }

    Reply lender() throws Exception {
        return staff.createLender(name("Bank"));
    }

    Reply product() throws Exception {
        return staff.call("POST", PRODUCTS, productBody());
    }

    Reply client() throws Exception {
        return staff.call("POST", CLIENTS, clientBody());
    }

    Reply step(Reply product, String step) throws Exception {
        return staff.call("POST", one(PRODUCTS, product) + "/" + step);
    }

    String entry(Reply product) throws Exception {
        return staff.call("GET", one(PRODUCTS, product) + "/history")
                .body()
                .at("/items/0/id")
                .asString();
    }

    String name(String what) {
        return what + " no " + number.incrementAndGet();
    }

    static String one(String all, Reply row) {
        return all + "/" + row.text("id");
    }

    ObjectNode userBody(String role) {
        int id = number.incrementAndGet();
        return Sample.of("")
                .body("{\"email\":\"u%d@example.com\",\"name\":\"User %d\",\"role\":\"%s\"}".formatted(id, id, role))
                .object();
    }

    Reply user() throws Exception {
        return staff.call("POST", "/api/users", userBody("viewer"));
    }

    String adminId() throws Exception {
        return staff.database().text("SELECT id FROM staff_user WHERE role = 'admin' ORDER BY created_at LIMIT 1");
    }

    /// With the session of a new user.
    Sample asUser(Sample sample) throws Exception {
        ObjectNode user = userBody("viewer").put("password", PASSWORD);
        staff.call("POST", "/api/users", user);
        user.retain("email", "password");
        Reply session = staff.call("POST", "/api/session", user);
        String cookie = session.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        return sample.header("Cookie", cookie).header("X-CSRF-Token", session.text("csrfToken"));
    }

    Reply send(String method, Sample sample) throws Exception {
        HttpRequest.Builder request = staff.request(
                method, sample.path(), "", Json.write(sample.body().orElseThrow()));
        sample.headers().forEach(request::header);
        return staff.send(request);
    }
}
