package dev.lendersync.staff.products;

import dev.lendersync.staff.catalog.CatalogMirror;
import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.database.Written;
import dev.lendersync.staff.http.Edits;
import dev.lendersync.staff.http.ProblemException;
import dev.lendersync.staff.http.Request;
import dev.lendersync.staff.http.Response;
import dev.lendersync.staff.reference.ProductStatus;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What all writes of lender products share: the transaction, and what its failure means. Blocks.
final class ProductEdits {
    static final String WHAT = "lender product";
    /// For a draft that is no product yet.
    static final UUID NOBODY = new UUID(0, 0);

    private final Database database;
    private final CatalogMirror mirror;

    ProductEdits(Database database, CatalogMirror mirror) {
        this.database = database;
        this.mirror = mirror;
    }

    SqlClient reads() {
        return database.pool();
    }

    ObjectNode found(UUID id) {
        return found(database.pool(), id);
    }

    static ObjectNode found(SqlClient sql, UUID id) {
        return ProductStore.find(sql, id).orElseThrow(Edits.notFound(WHAT));
    }

    /// Locks a product that is still at the revision in `If-Match`, where that is given.
    static ObjectNode lock(SqlConnection sql, Request request, UUID id) {
        ObjectNode current = ProductStore.lock(sql, id).orElseThrow(Edits.notFound(WHAT));
        Edits.requireRevision(request, WHAT, current);
        return current;
    }

    /// Runs work in one transaction, and waits until this node serves what came of it.
    ///
    /// @throws ProblemException with the work's own problem
    <T> Written<T> write(Request request, Function<SqlConnection, T> work) {
        Written<T> written = database.write(request.principal().actor(), work);
        mirror.awaitServed(written.position());
        return written;
    }

    /// As above, for one product.
    ///
    /// @param draft what the product becomes, as JSON, and who it is, to say what it collides with
    Written<ObjectNode> write(Request request, String draft, UUID self, Function<SqlConnection, ObjectNode> work) {
        try {
            return write(request, work);
        } catch (PgException e) {
            throw explained(e, draft, self);
        }
    }

    private RuntimeException explained(PgException e, String draft, UUID self) {
        return switch (String.valueOf(e.getConstraint())) {
            case "lender_products_natural_key_unique" ->
                ProductStore.rival(database.pool(), draft, self)
                        .<RuntimeException>map(ProductEdits::duplicate)
                        .orElseGet(() -> Edits.refused("Another edit was in the way; try again."));
            case "lender_products_lender_id_fkey" -> ProblemException.invalid("/lenderId", "names no lender");
            case "lender_products_name_has_letters" ->
                ProblemException.invalid("/name", "must hold a letter or a digit");
            default -> e;
        };
    }

    static ProblemException duplicate(ObjectNode other) {
        return Edits.conflict(sameAs(other), "conflictsWith", other);
    }

    /// In words.
    static String sameAs(ObjectNode other) {
        return "The same product is there already: \"" + other.path("name").asString() + "\" of "
                + other.path("lenderName").asString() + " ("
                + other.path("id").asString()
                + ") has this lender, country, category, name and amounts.";
    }

    static ProductDraft draft(Reading<ProductDraft> reading) {
        return reading.orElseThrow(ProblemException::invalid);
    }

    static String json(ProductDraft draft) {
        return ProductJson.of(draft).toString();
    }

    static ProductStatus status(JsonNode product) {
        return ProductStatus.valueOf(product.path("status").asString());
    }

    static UUID id(JsonNode product) {
        return UUID.fromString(product.path("id").asString());
    }

    static Response answer(int status, Written<ObjectNode> written) {
        return Response.row(
                status, written.value().put("position", written.position().toString()));
    }

    static List<UUID> ids(List<ObjectNode> products) {
        return products.stream().map(ProductEdits::id).toList();
    }
}
