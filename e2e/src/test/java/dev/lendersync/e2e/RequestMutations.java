package dev.lendersync.e2e;

import dev.lendersync.protocol.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import tools.jackson.databind.node.ObjectNode;

/// Requests that are almost right, each made of an operation and a number: the same again for the same.
final class RequestMutations {
    private static final String NOBODYS = "018f0000-0000-7000-8000-000000000000";
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get", "X");
    private static final List<String> TYPES = List.of(
            "application/json", "text/csv", "text/plain", "application/json; charset=utf-16", "multipart/x", "");
    private static final List<String> FOREIGN_PATHS = List.of(
            "/../../../../etc/passwd",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/..%2f..%2fetc%2fpasswd",
            "/assets/..%5c..%5csecret",
            "//etc/passwd",
            "/%00",
            "/%zz",
            "/WEB-INF/web.xml",
            "/db/migration/V1__catalog.sql",
            "/openapi.yaml/../logback.xml",
            "http://elsewhere.example/api/lenders",
            "*",
            "/api/lender-products/%2e%2e/lenders",
            "/api/lenders;x=1",
            "/api//lenders",
            "/api/lenders/",
            "/API/LENDERS");

    private final List<HostileTexts.HostileText> hostile = HostileTexts.all();
    private final Map<String, List<String>> ids;

    /// @param ids good ones, by the kind of thing that they are of: the path's second segment
    RequestMutations(Map<String, List<String>> ids) {
        this.ids = ids;
    }

    /// @param credentials whole header lines, of which one is taken
    RawRequest of(Operation operation, long number, List<String> credentials) {
        SplittableRandom random = new SplittableRandom(number);
        JsonMutations json = new JsonMutations(random, hostile);
        boolean elsewhere = random.nextInt(40) == 0;
        String path = elsewhere ? pick(FOREIGN_PATHS, random) : path(operation, random, json);
        String method = random.nextInt(20) == 0 ? pick(METHODS, random) : operation.method();
        List<String> headers = new ArrayList<>(List.of("Host: 127.0.0.1"));
        headers.add(pick(credentials, random));
        headers.removeIf(String::isEmpty);
        byte[] body = new byte[0];
        if (!operation.reads()) {
            body = body(operation, random, json);
            String type = random.nextInt(8) == 0 ? pick(TYPES, random) : usualType(operation);
            headers.add("Content-Type: " + type);
        }
        more(headers, random, json);
        headers.add("Content-Length: " + body.length);
        return new RawRequest(method, path + query(operation, random, json), headers, body, "number " + number);
    }

    private String path(Operation operation, SplittableRandom random, JsonMutations json) {
        StringBuilder path = new StringBuilder();
        for (String segment : operation.path().substring(1).split("/")) {
            path.append('/').append(segment.startsWith("{") ? parameter(operation, segment, random, json) : segment);
        }
        return path.toString();
    }

    private String parameter(Operation operation, String name, SplittableRandom random, JsonMutations json) {
        String kind = name.equals("{id}") ? operation.path().split("/")[2] : name;
        List<String> good = ids.getOrDefault(kind, List.of());
        return switch (random.nextInt(8)) {
            case 0 -> NOBODYS;
            case 1 -> encoded(json.text());
            case 2 -> Long.toString(random.nextLong());
            default -> good.isEmpty() ? "1" : pick(good, random);
        };
    }

    private static String query(Operation operation, SplittableRandom random, JsonMutations json) {
        StringBuilder query = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            List<String> names = operation.parameters();
            String name = names.isEmpty() || random.nextInt(5) == 0
                    ? pick(List.of("page", "pageSize", "sort", "search", "since", "nonsense", "ticket"), random)
                    : pick(names, random);
            String value = random.nextInt(3) == 0 ? Long.toString(random.nextLong()) : encoded(json.text());
            query.append(query.isEmpty() ? '?' : '&').append(name).append('=').append(value);
        }
        return random.nextInt(50) == 0 ? query + "?a[]=%ff&&=&%" : query.toString();
    }

    private static void more(List<String> headers, SplittableRandom random, JsonMutations json) {
        String oneLine = json.text().replaceAll("[\\r\\n\\x00]", " ").strip();
        switch (random.nextInt(16)) {
            case 0 -> headers.add("If-Match: " + oneLine);
            case 1 -> headers.add("If-Match: \"" + random.nextInt(3) + "\"");
            case 2 -> headers.add("Idempotency-Key: " + oneLine);
            case 3 -> headers.add("Idempotency-Key: key" + random.nextInt(50));
            case 4 -> headers.add("Origin: https://elsewhere.example");
            case 5 -> headers.add("Cookie: lender_sync_8080=" + oneLine + "; __proto__=1");
            case 6 -> headers.add("Content-Encoding: gzip");
            case 7 -> headers.add("Accept-Encoding: " + oneLine);
            case 8 -> headers.add("If-None-Match: " + oneLine);
            case 9 -> headers.add("X-Forwarded-For: " + oneLine);
            case 10 -> headers.add("Lender-Sync-At-Least: " + oneLine);
            case 11 -> headers.add("webhook-signature: v1," + oneLine);
            case 12 -> headers.add("Accept: text/html");
            default -> headers.add("If-Match: \"1\"");
        }
    }

    private static String usualType(Operation operation) {
        return operation.path().equals("/api/imports") ? "text/csv" : "application/json";
    }

    private byte[] body(Operation operation, SplittableRandom random, JsonMutations json) {
        if (operation.path().equals("/api/imports")) {
            String row = "\"" + json.text().replace("\"", "\"\"") + "\"";
            return ("lenderName,name,category,country,requiresReceivables\n" + row + "," + row + ",TERM_LOAN,CA,no\n")
                    .getBytes(StandardCharsets.UTF_8);
        }
        ObjectNode good = good(operation);
        return random.nextInt(6) == 0 ? Json.write(good) : json.of(good);
    }

    /// A body that the operation may take.
    private ObjectNode good(Operation operation) {
        String lender = ids.getOrDefault("lenders", List.of(NOBODYS)).getFirst();
        String product = ids.getOrDefault("lender-products", List.of(NOBODYS)).getFirst();
        String json = switch (operation.path()) {
            case "/api/lenders", "/api/lenders/{id}", "/api/lenders/check" ->
                "{'name':'Bank','website':'https://x.example'}";
            case "/api/lender-products/bulk" -> "{'action':'archive','products':[{'id':'" + product + "'}]}";
            case "/api/session" -> "{'email':'admin@localhost','password':'a guess of mine'}";
            case "/api/welcome" -> "{'token':'" + "x".repeat(40) + "','password':'a good password'}";
            case "/api/session/password" -> "{'current':'a guess of mine','next':'another good one'}";
            case "/api/users", "/api/users/{id}" -> "{'email':'a@b.example','name':'A','role':'admin','active':true}";
            case "/api/tokens" -> "{'name':'t','role':'admin','expiresInDays':1}";
            case "/api/clients", "/api/clients/{id}" -> "{'name':'C','baseUrl':'http://127.0.0.1:9'}";
            case "/api/imports/{id}/mapping" -> "{'columns':{},'defaults':{},'createLenders':true}";
            case "/api/lender-products/sync/applied", "/webhooks/lender-products/update" ->
                "{'position':'abc:1','digest':'" + "0".repeat(64) + "'}";
            default ->
                "{'lenderId':'" + lender + "','name':'Flex','category':'TERM_LOAN','country':'CA','amountMin':'1000',"
                        + "'requiresReceivables':false,'status':'PUBLISHED','description':'d','internalNotes':'n',"
                        + "'requiredDocuments':[{'code':'TAX_RETURNS'}],'regionsExcluded':['QC']}";
        };
        return (ObjectNode) Json.read(json.replace('\'', '"'));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static <T> T pick(List<T> all, SplittableRandom random) {
        return all.get(random.nextInt(all.size()));
    }
}
