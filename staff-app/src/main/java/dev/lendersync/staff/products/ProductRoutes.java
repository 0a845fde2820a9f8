package dev.lendersync.staff.products;

import dev.lendersync.staff.catalog.CatalogMirror;
import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.database.Written;
import dev.lendersync.staff.http.Access;
import dev.lendersync.staff.http.Edits;
import dev.lendersync.staff.http.Page;
import dev.lendersync.staff.http.ProblemException;
import dev.lendersync.staff.http.Request;
import dev.lendersync.staff.http.Response;
import dev.lendersync.staff.http.Route;
import dev.lendersync.staff.reference.ProductStatus;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// `/api/lender-products`: create, read, edit, publish, archive, restore, delete. Every write answers with the product
/// as it is now and the catalog position that the write made, which this node serves by then.
public final class ProductRoutes {
    private static final String WHAT = "lender product";
    private static final UUID NOBODY = new UUID(0, 0);

    private final Database database;
    private final CatalogMirror mirror;

    public ProductRoutes(Database database, CatalogMirror mirror) {
        this.database = database;
        this.mirror = mirror;
    }

    public List<Route> routes() {
        String all = "/api/lender-products";
        String one = all + "/{id}";
        return List.of(
                new Route("POST", all, Access.STAFF, this::create),
                new Route("GET", all, Access.STAFF, this::list),
                new Route("GET", one, Access.STAFF, this::read),
                new Route("PUT", one, Access.STAFF, this::edit),
                new Route("DELETE", one, Access.STAFF, this::delete),
                new Route("POST", one + "/publish", Access.STAFF, request -> move(request, this::publish)),
                new Route("POST", one + "/archive", Access.STAFF, request -> move(request, this::archive)),
                new Route("POST", one + "/restore", Access.STAFF, request -> move(request, this::restore)));
    }

    private Response create(Request request) {
        String draft = draft(ProductReader.read(request.json()));
        return answer(201, write(request, draft, NOBODY, sql -> found(sql, ProductStore.insert(sql, draft))));
    }

    private Response list(Request request) {
        Page page = Page.of(request.query());
        return page.response(
                ProductStore.page(database.pool(), page.number(), page.size()), ProductStore.count(database.pool()));
    }

    private Response read(Request request) {
        return Response.row(200, found(database.pool(), request.id()));
    }

    private Response edit(Request request) {
        UUID id = request.id();
        long revision = request.expectedRevision();
        ProductStatus current = status(found(database.pool(), id));
        String draft = draft(ProductReader.read(request.json(), current));
        return answer(200, write(request, draft, id, sql -> {
            if (!ProductStore.update(sql, id, revision, draft)) {
                throw Edits.changedMeanwhile(WHAT, found(sql, id));
            }
            return found(sql, id);
        }));
    }

    private Response delete(Request request) {
        UUID id = request.id();
        Written<ObjectNode> gone = database.write(request.principal().actor(), sql -> {
            ObjectNode current = ProductStore.lock(sql, id).orElseThrow(Edits.notFound(WHAT));
            Edits.requireRevision(request, WHAT, current);
            ProductStore.delete(sql, id);
            return current;
        });
        mirror.awaitServed(gone.position());
        return Response.noContent();
    }

    private Response move(Request request, BiConsumer<SqlConnection, ObjectNode> step) {
        UUID id = request.id();
        ObjectNode seen = found(database.pool(), id);
        return answer(200, write(request, seen.toString(), id, sql -> {
            ObjectNode current = ProductStore.lock(sql, id).orElseThrow(Edits.notFound(WHAT));
            Edits.requireRevision(request, WHAT, current);
            step.accept(sql, current);
            return found(sql, id);
        }));
    }

    private void publish(SqlConnection sql, ObjectNode current) {
        if (status(current) == ProductStatus.ARCHIVED) {
            throw Edits.refused("The product is archived; restore it first.");
        }
        ProductStore.setStatus(sql, id(current), ProductStatus.PUBLISHED.name());
    }

    private void archive(SqlConnection sql, ObjectNode current) {
        ProductStore.setStatus(sql, id(current), ProductStatus.ARCHIVED.name());
    }

    /// Back to the status that it was archived from.
    private void restore(SqlConnection sql, ObjectNode current) {
        if (status(current) == ProductStatus.ARCHIVED) {
            ProductStore.setStatus(sql, id(current), ProductStore.statusBeforeArchive(sql, id(current)));
        }
    }

    private Written<ObjectNode> write(
            Request request, String draft, UUID self, Function<SqlConnection, ObjectNode> work) {
        try {
            Written<ObjectNode> written = database.write(request.principal().actor(), work);
            mirror.awaitServed(written.position());
            return written;
        } catch (PgException e) {
            throw explained(e, draft, self);
        }
    }

    private RuntimeException explained(PgException e, String draft, UUID self) {
        return switch (String.valueOf(e.getConstraint())) {
            case "lender_products_natural_key_unique" ->
                ProductStore.rival(database.pool(), draft, self)
                        .map(ProductRoutes::duplicate)
                        .orElseGet(() -> Edits.refused("Another edit was in the way; try again."));
            case "lender_products_lender_id_fkey" -> ProblemException.invalid("/lenderId", "names no lender");
            case "lender_products_name_has_letters" ->
                ProblemException.invalid("/name", "must hold a letter or a digit");
            default -> e;
        };
    }

    private static RuntimeException duplicate(ObjectNode other) {
        return Edits.conflict(
                "The same product is there already: \"" + other.path("name").asString() + "\" of "
                        + other.path("lenderName").asString() + " ("
                        + other.path("id").asString()
                        + ") has this lender, country, category, name and amounts.",
                "conflictsWith",
                other);
    }

    private static String draft(Reading<ProductDraft> reading) {
        return ProductJson.of(reading.orElseThrow(ProblemException::invalid)).toString();
    }

    private static ObjectNode found(SqlClient sql, UUID id) {
        return ProductStore.find(sql, id).orElseThrow(Edits.notFound(WHAT));
    }

    private static ProductStatus status(ObjectNode product) {
        return ProductStatus.valueOf(product.path("status").asString());
    }

    private static UUID id(ObjectNode product) {
        return UUID.fromString(product.path("id").asString());
    }

    private static Response answer(int status, Written<ObjectNode> written) {
        return Response.row(
                status, written.value().put("position", written.position().toString()));
    }
}
