package dev.lendersync.staff.products;

import dev.lendersync.staff.http.Access;
import dev.lendersync.staff.http.ProblemException;
import dev.lendersync.staff.http.Request;
import dev.lendersync.staff.http.Response;
import dev.lendersync.staff.http.Route;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `POST /api/lender-products/{id}/duplicate`: one more product like this one, "add a tier", "copy to US". The body
/// states what is different, which must be one of the members that tell products apart. The copy is a draft unless
/// stated.
final class DuplicateRoutes {
    /// What another country makes meaningless.
    private static final Set<String> OF_ONE_COUNTRY = Set.of("regionsExcluded", "rateIndex");

    private final ProductEdits edits;

    DuplicateRoutes(ProductEdits edits) {
        this.edits = edits;
    }

    List<Route> routes() {
        return List.of(new Route("POST", "/api/lender-products/{id}/duplicate", Access.EDITOR, this::duplicate));
    }

    private Response duplicate(Request request) {
        ObjectNode original = edits.found(request.id());
        ProductDraft draft = ProductEdits.draft(ProductReader.read(merged(original, request.json())));
        if (draft.naturalKey().equals(key(original))) {
            throw ProductEdits.duplicate(original);
        }
        String json = ProductEdits.json(draft);
        return ProductEdits.answer(201, edits.write(request, json, ProductEdits.NOBODY, sql -> {
            UUID copy = ProductStore.insert(sql, json);
            return ProductEdits.found(sql, copy);
        }));
    }

    private static NaturalKey key(ObjectNode original) {
        return ProductEdits.draft(ProductReader.read(original)).naturalKey();
    }

    private static ObjectNode merged(ObjectNode original, JsonNode changes) {
        if (!changes.isObject()) {
            throw ProblemException.invalid("", "must be a JSON object");
        }
        ObjectNode copy = original.deepCopy();
        copy.remove("status");
        boolean otherCountry =
                changes.has("country") && !changes.path("country").equals(original.path("country"));
        if (otherCountry) {
            copy.remove(OF_ONE_COUNTRY);
        }
        changes.properties().forEach(member -> copy.set(member.getKey(), member.getValue()));
        return copy;
    }
}
