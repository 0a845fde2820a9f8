package dev.lendersync.staff.products;

import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.LenderProduct;
import dev.lendersync.protocol.Problem.FieldError;
import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.http.Access;
import dev.lendersync.staff.http.ProblemException;
import dev.lendersync.staff.http.Request;
import dev.lendersync.staff.http.Response;
import dev.lendersync.staff.http.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `POST /api/lender-products/check`: what a create or an edit would be told, while it is being typed. Changes nothing.
///
/// The body is that of a create, and the `id` of the product that is being edited. What is missing or wrong is among
/// the errors; whether the product is there already is said as soon as what tells products apart is right.
final class CheckRoutes {
    /// The members of the natural key.
    private static final List<String> KEY =
            List.of("lenderId", "name", "category", "country", "amountMin", "amountMax");

    private final Database database;

    CheckRoutes(Database database) {
        this.database = database;
    }

    List<Route> routes() {
        return List.of(new Route("POST", "/api/lender-products/check", Access.EDITOR, this::check));
    }

    private Response check(Request request) {
        JsonNode body = request.json();
        UUID self = self(body);
        List<FieldError> errors = new ArrayList<>(errors(body));
        Optional<ObjectNode> rival = Optional.empty();
        Lookalikes lookalikes = Lookalikes.NONE;
        if (ProductReader.read(keyOf(body)) instanceof Reading.Valid<ProductDraft>(ProductDraft draft)) {
            rival = ProductStore.rival(database.pool(), ProductEdits.json(draft), self);
            lookalikes = Lookalikes.of(draft, ProductStore.siblings(database.pool(), draft, self));
            if (!ProductStore.lenderIsThere(database.pool(), draft.lenderId())) {
                errors.add(new FieldError("/lenderId", "names no lender"));
            }
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("errors", errors);
        answer.put("conflictsWith", rival.orElse(null));
        answer.put("similar", lookalikes.similar());
        answer.put("overlaps", lookalikes.overlaps());
        return Response.json(200, answer);
    }

    private static List<FieldError> errors(JsonNode body) {
        return switch (ProductReader.read(body)) {
            case Reading.Valid<ProductDraft> _ -> List.of();
            case Reading.Invalid<ProductDraft>(List<FieldError> errors) -> errors;
        };
    }

    private static ObjectNode keyOf(JsonNode body) {
        ObjectNode key = Json.MAPPER.createObjectNode().put("requiresReceivables", false);
        for (String member : KEY) {
            if (body.has(member)) {
                key.set(member, body.path(member));
            }
        }
        return key;
    }

    private static UUID self(JsonNode body) {
        JsonNode id = body.path("id");
        if (id.isMissingNode() || id.isNull()) {
            return ProductEdits.NOBODY;
        }
        try {
            return LenderProduct.parseId(id.isString() ? id.stringValue() : "");
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("/id", "must be the id of a lender product, a lower-case UUID");
        }
    }
}
