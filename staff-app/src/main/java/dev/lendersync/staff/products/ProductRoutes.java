package dev.lendersync.staff.products;

import static dev.lendersync.staff.products.ProductEdits.answer;
import static dev.lendersync.staff.products.ProductEdits.draft;
import static dev.lendersync.staff.products.ProductEdits.found;
import static dev.lendersync.staff.products.ProductEdits.id;
import static dev.lendersync.staff.products.ProductEdits.json;
import static dev.lendersync.staff.products.ProductEdits.status;

import dev.lendersync.staff.catalog.CatalogMirror;
import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.http.Access;
import dev.lendersync.staff.http.Edits;
import dev.lendersync.staff.http.Page;
import dev.lendersync.staff.http.Parameters;
import dev.lendersync.staff.http.Request;
import dev.lendersync.staff.http.Response;
import dev.lendersync.staff.http.Route;
import dev.lendersync.staff.reference.ProductStatus;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// `/api/lender-products`: create, list, read, edit, publish, archive, restore, delete. Every write answers with the
/// product as it is now and the catalog position that the write made, which this node serves by then.
public final class ProductRoutes {
    private static final Set<String> LIST_PARAMETERS = with(ProductFilter.PARAMETERS, "sort");

    private final ProductEdits edits;
    private final List<Route> more;

    public ProductRoutes(Database database, CatalogMirror mirror) {
        edits = new ProductEdits(database, mirror);
        more = Stream.of(
                        new DuplicateRoutes(edits).routes(),
                        new CheckRoutes(database).routes(),
                        new BulkRoutes(edits).routes(),
                        new EarlierStateRoutes(edits).routes(),
                        ReferenceRoutes.routes())
                .flatMap(List::stream)
                .toList();
    }

    public List<Route> routes() {
        String all = "/api/lender-products";
        String one = all + "/{id}";
        List<Route> own = List.of(
                new Route("POST", all, Access.EDITOR, this::create),
                new Route("GET", all, Access.VIEWER, this::list),
                new Route("GET", one, Access.VIEWER, this::read),
                new Route("PUT", one, Access.EDITOR, this::edit),
                new Route("DELETE", one, Access.ADMIN, this::delete),
                new Route("POST", one + "/publish", Access.EDITOR, request -> move(request, this::publish)),
                new Route("POST", one + "/archive", Access.EDITOR, request -> move(request, this::archive)),
                new Route("POST", one + "/restore", Access.EDITOR, request -> move(request, this::restore)));
        return Stream.concat(own.stream(), more.stream()).toList();
    }

    private Response create(Request request) {
        String draft = json(draft(ProductReader.read(request.json())));
        return answer(
                201,
                edits.write(request, draft, ProductEdits.NOBODY, sql -> found(sql, ProductStore.insert(sql, draft))));
    }

    private Response list(Request request) {
        Page page = Page.of(request.query(), LIST_PARAMETERS);
        Parameters parameters = new Parameters(request.query());
        return page.response(ProductListStore.page(
                edits.reads(), ProductFilter.of(parameters), ProductListStore.order(parameters), page));
    }

    private Response read(Request request) {
        return Response.row(200, edits.found(request.id()));
    }

    private Response edit(Request request) {
        UUID id = request.id();
        long revision = request.expectedRevision();
        ProductStatus current = status(edits.found(id));
        String draft = json(draft(ProductReader.read(request.json(), current)));
        return answer(200, edits.write(request, draft, id, sql -> {
            if (!ProductStore.update(sql, id, revision, draft)) {
                throw Edits.changedMeanwhile(ProductEdits.WHAT, found(sql, id));
            }
            return found(sql, id);
        }));
    }

    private Response delete(Request request) {
        UUID id = request.id();
        edits.write(request, sql -> {
            ObjectNode current = ProductEdits.lock(sql, request, id);
            ProductStore.delete(sql, id);
            return current;
        });
        return Response.noContent();
    }

    private Response move(Request request, BiConsumer<SqlConnection, ObjectNode> step) {
        UUID id = request.id();
        return answer(200, edits.write(request, edits.found(id).toString(), id, sql -> {
            step.accept(sql, ProductEdits.lock(sql, request, id));
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

    private static Set<String> with(Set<String> names, String one) {
        Set<String> all = new HashSet<>(names);
        all.add(one);
        return Set.copyOf(all);
    }
}
