package dev.lendersync.e2e;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/// Edits through the Staff App's API: of a product, its coming and going, into the archive and back.
final class ApiEdits implements Editor.Edits {
    private static final String PRODUCTS = "/api/lender-products/";

    private final LocalSystem system;
    private final Ledger ledger;
    private final Random random;
    private final List<String> products;
    private int number;

    ApiEdits(LocalSystem system, Ledger ledger, Random random) {
        this.system = system;
        this.ledger = ledger;
        this.random = random;
        this.products = ledger.half(1);
    }

    @Override
    public boolean next() throws IOException, InterruptedException {
        number++;
        String text = ledger.mark() + "through the API " + number;
        String id = products.get(random.nextInt(products.size()));
        return switch (random.nextInt(10)) {
            case 0 -> comeAndGo(id, text);
            case 1 ->
                call("POST", id + "/archive").status() == 200
                        && call("POST", id + "/restore").status() == 200;
            default -> describe(id, text);
        };
    }

    private boolean describe(String id, String text) throws IOException, InterruptedException {
        Http.Answer read = call("GET", id);
        if (read.status() != 200) {
            return false;
        }
        Map<String, Object> product = members(read);
        product.put("description", text);
        ledger.tried(id, text);
        boolean done = system.call("PUT", PRODUCTS + id, product, "If-Match", read.header("ETag"))
                        .status()
                == 200;
        if (done) {
            ledger.settled(id, text);
        }
        return done;
    }

    /// A product like another one is made, and every second time deleted at once.
    private boolean comeAndGo(String like, String text) throws IOException, InterruptedException {
        Http.Answer read = call("GET", like);
        if (read.status() != 200) {
            return false;
        }
        Map<String, Object> product = members(read);
        product.put("name", text);
        product.put("description", text);
        Http.Answer made = system.call("POST", "/api/lender-products", product);
        if (made.status() != 201) {
            return false;
        }
        String id = made.json().path("id").asString();
        ledger.settled(id, text);
        if (random.nextBoolean()) {
            ledger.triedToDelete(id);
            if (call("DELETE", id).status() == 204) {
                ledger.settledAsDeleted(id);
            }
        }
        return true;
    }

    private Http.Answer call(String method, String path) throws IOException, InterruptedException {
        return system.call(method, PRODUCTS + path, Map.of());
    }

    private static Map<String, Object> members(Http.Answer read) {
        Map<String, Object> members = new HashMap<>();
        for (Map.Entry<String, JsonNode> member : read.json().properties()) {
            members.put(member.getKey(), member.getValue());
        }
        return members;
    }
}
