package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// Somebody of the staff who writes through the Staff App's API.
record Broker(LocalSystem system) {
    static final String PRODUCTS = "/api/lender-products";

    /// @return the new lender's id
    String createLender(String name) throws IOException, InterruptedException {
        return id(sent("POST", "/api/lenders", Map.of("name", name), 201));
    }

    /// What is sent for a published product of Canada, with these members changed.
    static Map<String, Object> draft(String lenderId, String name, Map<String, ?> changes) {
        Map<String, Object> draft = new HashMap<>(Map.of(
                "lenderId",
                lenderId,
                "name",
                name,
                "category",
                "TERM_LOAN",
                "country",
                "CA",
                "requiresReceivables",
                false,
                "status",
                "PUBLISHED"));
        draft.putAll(changes);
        return draft;
    }

    /// @return the product; its `ETag` is its revision
    Http.Answer create(Map<String, ?> draft) throws IOException, InterruptedException {
        return sent("POST", PRODUCTS, draft, 201);
    }

    Http.Answer read(String id) throws IOException, InterruptedException {
        return sent("GET", PRODUCTS + "/" + id, Map.of(), 200);
    }

    Http.Answer edit(Http.Answer product, Map<String, ?> draft) throws IOException, InterruptedException {
        return sent("PUT", PRODUCTS + "/" + id(product), draft, 200, "If-Match", product.header("ETag"));
    }

    void archive(Http.Answer product) throws IOException, InterruptedException {
        sent("POST", PRODUCTS + "/" + id(product) + "/archive", Map.of(), 200);
    }

    void delete(Http.Answer product) throws IOException, InterruptedException {
        sent("DELETE", PRODUCTS + "/" + id(product), Map.of(), 204);
    }

    static String id(Http.Answer made) {
        return made.json().path("id").asString();
    }

    private Http.Answer sent(String method, String path, Map<String, ?> body, int status, String... headers)
            throws IOException, InterruptedException {
        Http.Answer answer = system.call(method, path, body, headers);
        assertThat(answer.status()).as("%s %s", method, path).isEqualTo(status);
        return answer;
    }
}
