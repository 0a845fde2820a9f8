package dev.lendersync.staff.lenders;

import dev.lendersync.staff.catalog.CatalogMirror;
import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.database.Written;
import dev.lendersync.staff.http.Access;
import dev.lendersync.staff.http.Edits;
import dev.lendersync.staff.http.Page;
import dev.lendersync.staff.http.Parameters;
import dev.lendersync.staff.http.ProblemException;
import dev.lendersync.staff.http.Request;
import dev.lendersync.staff.http.Response;
import dev.lendersync.staff.http.Route;
import dev.lendersync.staff.http.Search;
import dev.lendersync.staff.products.BodyReader;
import dev.lendersync.staff.products.NameKey;
import dev.lendersync.staff.products.NameSimilarity;
import dev.lendersync.staff.reference.LenderStatus;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// `/api/lenders`: create, read, edit, archive, restore, delete. Archiving a lender hides its published products,
/// restoring brings them back; renaming it changes each of them on the wire.
public final class LenderRoutes {
    private static final String WHAT = "lender";
    private static final Set<String> LIST_PARAMETERS = Set.of("search", "status", "sort");
    private static final int MOST_SIMILAR = 10;
    private static final int ID_LENGTH = 36;

    private final Database database;
    private final CatalogMirror mirror;

    public LenderRoutes(Database database, CatalogMirror mirror) {
        this.database = database;
        this.mirror = mirror;
    }

    public List<Route> routes() {
        String all = "/api/lenders";
        String one = all + "/{id}";
        return List.of(
                new Route("POST", all, Access.EDITOR, this::create),
                new Route("GET", all, Access.VIEWER, this::list),
                new Route("POST", all + "/check", Access.EDITOR, this::check),
                new Route("GET", one, Access.VIEWER, this::read),
                new Route("PUT", one, Access.EDITOR, this::edit),
                new Route("DELETE", one, Access.ADMIN, this::delete),
                new Route("POST", one + "/archive", Access.EDITOR, request -> move(request, LenderStatus.ARCHIVED)),
                new Route("POST", one + "/restore", Access.EDITOR, request -> move(request, LenderStatus.ACTIVE)));
    }

    private Response create(Request request) {
        LenderDraft draft = LenderReader.read(request.json()).orElseThrow(ProblemException::invalid);
        String json = LenderJson.of(draft).toString();
        return answer(201, write(request, draft.name(), sql -> found(sql, LenderStore.insert(sql, json))));
    }

    private Response list(Request request) {
        Page page = Page.of(request.query(), LIST_PARAMETERS);
        Parameters parameters = new Parameters(request.query());
        return page.response(LenderListStore.page(
                database.pool(),
                Search.of(parameters),
                LenderListStore.statuses(parameters),
                LenderListStore.order(parameters),
                page));
    }

    /// What a create or an edit would be told, while the name is being typed: `{"name","id"}`. Changes nothing.
    private Response check(Request request) {
        BodyReader body = BodyReader.of(request.json());
        String name = body.required("name", body.name("name"));
        String id = body.text("id", ID_LENGTH);
        body.refuseUnknown("a check of a lender", Set.of());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("errors", body.errors());
        Optional<ObjectNode> namesake = name == null
                ? Optional.empty()
                : LenderStore.namesake(database.pool(), name)
                        .filter(other -> !other.path("id").asString().equals(id));
        answer.put("conflictsWith", namesake.orElse(null));
        answer.put("similar", name == null ? List.of() : similar(name, id));
        return Response.json(200, answer);
    }

    private List<Map<String, Object>> similar(String name, @Nullable String self) {
        List<Map<String, Object>> similar = new ArrayList<>();
        for (ObjectNode lender : LenderStore.names(database.pool())) {
            String other = lender.path("name").asString();
            boolean same = NameKey.of(other).equals(NameKey.of(name));
            if (!same && !lender.path("id").asString().equals(self) && similar.size() < MOST_SIMILAR) {
                NameSimilarity.why(name, other).ifPresent(why -> similar.add(Map.of("lender", lender, "why", why)));
            }
        }
        return similar;
    }

    private Response read(Request request) {
        return Response.row(200, found(database.pool(), request.id()));
    }

    private Response edit(Request request) {
        UUID id = request.id();
        long revision = request.expectedRevision();
        ObjectNode before = found(database.pool(), id);
        LenderStatus current = LenderStatus.valueOf(before.path("status").asString());
        LenderDraft draft = LenderReader.read(request.json(), current).orElseThrow(ProblemException::invalid);
        String json = LenderJson.of(draft).toString();
        return answer(200, write(request, draft.name(), sql -> {
            if (!LenderStore.update(sql, id, revision, json)) {
                throw Edits.changedMeanwhile(WHAT, found(sql, id));
            }
            return found(sql, id);
        }));
    }

    private Response delete(Request request) {
        UUID id = request.id();
        database.write(request.principal().actor(), sql -> {
            ObjectNode current = LenderStore.lock(sql, id).orElseThrow(Edits.notFound(WHAT));
            Edits.requireRevision(request, WHAT, current);
            long products = LenderStore.products(sql, id);
            if (products > 0) {
                throw Edits.refused("The lender has " + products + (products == 1 ? " product" : " products")
                        + "; archive the lender instead, or delete them first.");
            }
            LenderStore.delete(sql, id);
            return current;
        });
        return Response.noContent();
    }

    private Response move(Request request, LenderStatus status) {
        UUID id = request.id();
        return answer(200, write(request, "", sql -> {
            ObjectNode current = LenderStore.lock(sql, id).orElseThrow(Edits.notFound(WHAT));
            Edits.requireRevision(request, WHAT, current);
            LenderStore.setStatus(sql, id, status.name());
            return found(sql, id);
        }));
    }

    private Written<ObjectNode> write(Request request, String name, Function<SqlConnection, ObjectNode> work) {
        try {
            Written<ObjectNode> written = database.write(request.principal().actor(), work);
            mirror.awaitServed(written.position());
            return written;
        } catch (PgException e) {
            throw explained(e, name);
        }
    }

    private RuntimeException explained(PgException e, String name) {
        return switch (String.valueOf(e.getConstraint())) {
            case "lenders_name_unique" ->
                LenderStore.namesake(database.pool(), name)
                        .<RuntimeException>map(LenderRoutes::duplicate)
                        .orElseGet(() -> Edits.refused("Another edit was in the way; try again."));
            case "lenders_name_has_letters" -> ProblemException.invalid("/name", "must hold a letter or a digit");
            default -> e;
        };
    }

    private static ProblemException duplicate(ObjectNode other) {
        return Edits.conflict(
                "A lender of this name is there already: \""
                        + other.path("name").asString() + "\" ("
                        + other.path("id").asString() + ").",
                "conflictsWith",
                other);
    }

    private static ObjectNode found(SqlClient sql, UUID id) {
        return LenderStore.find(sql, id).orElseThrow(Edits.notFound(WHAT));
    }

    private static Response answer(int status, Written<ObjectNode> written) {
        return Response.row(
                status, written.value().put("position", written.position().toString()));
    }
}
