package dev.lendersync.staff.products;

import dev.lendersync.protocol.Problem;
import dev.lendersync.protocol.Problem.FieldError;
import dev.lendersync.staff.database.Written;
import dev.lendersync.staff.http.Access;
import dev.lendersync.staff.http.Edits;
import dev.lendersync.staff.http.ProblemException;
import dev.lendersync.staff.http.Request;
import dev.lendersync.staff.http.Response;
import dev.lendersync.staff.http.Route;
import dev.lendersync.staff.reference.ProductStatus;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// `POST /api/lender-products/bulk`: publish, archive, restore, or one member of up to 500 products. One transaction
/// and one catalog version; when any of them can't, none is changed and every one that can't is named.
final class BulkRoutes {
    private final ProductEdits edits;

    BulkRoutes(ProductEdits edits) {
        this.edits = edits;
    }

    List<Route> routes() {
        return List.of(new Route("POST", "/api/lender-products/bulk", Access.EDITOR, this::bulk));
    }

    /// What came of it.
    private record Done(List<ObjectNode> products, int changed) {}

    private Response bulk(Request request) {
        BulkEdit edit = BulkEdit.read(request.json()).orElseThrow(ProblemException::invalid);
        try {
            Written<Done> written = edits.write(request, sql -> run(sql, edit));
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("position", written.position().toString());
            answer.put("changed", written.value().changed());
            answer.put(
                    "unchanged",
                    written.value().products().size() - written.value().changed());
            answer.put("items", written.value().products());
            return Response.json(200, answer);
        } catch (PgException e) {
            throw explained(e);
        }
    }

    private static RuntimeException explained(PgException e) {
        return switch (String.valueOf(e.getConstraint())) {
            // What this transaction can see was looked for before; so another one was faster.
            case "lender_products_natural_key_unique" -> Edits.refused("Another edit was in the way; try again.");
            case "lender_products_lender_id_fkey" -> ProblemException.invalid("/set/lenderId", "names no lender");
            case "lender_products_name_has_letters" ->
                ProblemException.invalid("/set/name", "must hold a letter or a digit");
            default -> e;
        };
    }

    private static Done run(SqlConnection sql, BulkEdit edit) {
        List<UUID> ids = List.copyOf(edit.products().keySet());
        Map<UUID, ObjectNode> before = byId(ProductStore.lockAll(sql, ids));
        List<Map<String, Object>> refused = new ArrayList<>();
        edit.products()
                .forEach((id, revision) -> Optional.ofNullable(before.get(id))
                        .map(product -> refusal(revision, product, edit.action()))
                        .orElseGet(() -> Optional.of(missing(id)))
                        .ifPresent(refused::add));
        refuse(refused);
        // All are written before any is compared, so that they may take each other's places.
        ProductStore.compareKeysLater(sql);
        before.values().forEach(product -> apply(sql, edit.action(), product));
        List<ObjectNode> after = ProductStore.findAll(sql, ids);
        Map<UUID, ObjectNode> rivals = ProductStore.rivals(sql, ids);
        for (ObjectNode product : after) {
            Optional.ofNullable(rivals.get(ProductEdits.id(product)))
                    .ifPresent(rival -> refused.add(collision(product, rival)));
        }
        refuse(refused);
        int changed = (int) after.stream()
                .filter(product -> Optional.ofNullable(before.get(ProductEdits.id(product)))
                        .filter(old -> revision(old) == revision(product))
                        .isEmpty())
                .count();
        return new Done(after, changed);
    }

    private static Map<UUID, ObjectNode> byId(List<ObjectNode> products) {
        return products.stream()
                .sorted(Comparator.comparing(ProductEdits::id))
                .collect(Collectors.toMap(ProductEdits::id, product -> product, (a, b) -> b, LinkedHashMap::new));
    }

    private static long revision(ObjectNode product) {
        return product.path("revision").asLong();
    }

    private static Map<String, Object> missing(UUID id) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", id.toString());
        row.put("name", null);
        row.put("detail", "There is no lender product with this id.");
        return row;
    }

    /// Why this product can't be edited so.
    private static Optional<Map<String, Object>> refusal(
            OptionalLong expected, ObjectNode product, BulkEdit.Action action) {
        if (expected.isPresent() && expected.getAsLong() != revision(product)) {
            Map<String, Object> row =
                    row(product, "Somebody changed it meanwhile; it is at revision " + revision(product) + ".");
            row.put("current", product);
            return Optional.of(row);
        }
        return switch (action) {
            case BulkEdit.Action.Publish _
            when ProductEdits.status(product) == ProductStatus.ARCHIVED ->
                Optional.of(row(product, "The product is archived; restore it first."));
            case BulkEdit.Action.SetMember set ->
                switch (ProductReader.read(set.on(product), ProductEdits.status(product))) {
                    case Reading.Valid<ProductDraft> _ -> Optional.empty();
                    case Reading.Invalid<ProductDraft>(List<FieldError> errors) -> {
                        Map<String, Object> row = row(product, "The value breaks the rules here.");
                        row.put("errors", errors);
                        yield Optional.of(row);
                    }
                };
            case BulkEdit.Action.Publish _, BulkEdit.Action.Archive _, BulkEdit.Action.Restore _ -> Optional.empty();
        };
    }

    private static Map<String, Object> collision(ObjectNode product, ObjectNode rival) {
        Map<String, Object> row = row(product, ProductEdits.sameAs(rival));
        row.put("conflictsWith", rival);
        return row;
    }

    private static Map<String, Object> row(ObjectNode product, String detail) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", product.path("id").asString());
        row.put("name", product.path("name").asString());
        row.put("detail", detail);
        return row;
    }

    private static void refuse(List<Map<String, Object>> rows) {
        if (!rows.isEmpty()) {
            String detail = rows.size() == 1
                    ? "One product can't be changed so; none was."
                    : rows.size() + " products can't be changed so; none was.";
            throw new ProblemException(Problem.of(409, "bulk-refused", "Nothing was changed", detail)
                    .with("rows", rows));
        }
    }

    private static void apply(SqlConnection sql, BulkEdit.Action action, ObjectNode product) {
        UUID id = ProductEdits.id(product);
        switch (action) {
            case BulkEdit.Action.Publish _ -> ProductStore.setStatus(sql, id, ProductStatus.PUBLISHED.name());
            case BulkEdit.Action.Archive _ -> ProductStore.setStatus(sql, id, ProductStatus.ARCHIVED.name());
            case BulkEdit.Action.Restore _
            when ProductEdits.status(product) == ProductStatus.ARCHIVED ->
                ProductStore.setStatus(sql, id, ProductStore.statusBeforeArchive(sql, id));
            case BulkEdit.Action.Restore _ -> {}
            case BulkEdit.Action.SetMember set -> {
                ProductDraft draft =
                        ProductEdits.draft(ProductReader.read(set.on(product), ProductEdits.status(product)));
                ProductStore.update(sql, id, revision(product), ProductEdits.json(draft));
            }
        }
    }
}
