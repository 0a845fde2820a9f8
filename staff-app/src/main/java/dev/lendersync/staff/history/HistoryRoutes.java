package dev.lendersync.staff.history;

import dev.lendersync.protocol.Problem;
import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.http.Access;
import dev.lendersync.staff.http.Page;
import dev.lendersync.staff.http.Parameters;
import dev.lendersync.staff.http.ProblemException;
import dev.lendersync.staff.http.Request;
import dev.lendersync.staff.http.Response;
import dev.lendersync.staff.http.Route;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// `/api/history`, and the same of one lender or product: who changed which member from what to what, newest first.
/// That of a deleted subject goes on.
public final class HistoryRoutes {
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

    private final Database database;

    public HistoryRoutes(Database database) {
        this.database = database;
    }

    public List<Route> routes() {
        return List.of(
                new Route("GET", "/api/history", Access.VIEWER, this::all),
                new Route("GET", "/api/history/{entry}", Access.VIEWER, this::one),
                new Route(
                        "GET",
                        "/api/lender-products/{id}/history",
                        Access.VIEWER,
                        request -> of(request, "lender_product")),
                new Route("GET", "/api/lenders/{id}/history", Access.VIEWER, request -> of(request, "lender")));
    }

    private Response all(Request request) {
        return page(request, HistoryFilter.of(new Parameters(request.query())), HistoryFilter.OF_ALL);
    }

    private Response of(Request request, String subject) {
        HistoryFilter filter = HistoryFilter.of(new Parameters(request.query())).ofOne(subject, request.id());
        Response page = page(request, filter, HistoryFilter.OF_ONE);
        if (!HistoryStore.has(database.pool(), subject, request.id())) {
            throw nothing("There is and was no such thing with this id.");
        }
        return page;
    }

    private Response page(Request request, HistoryFilter filter, Set<String> parameters) {
        Page page = Page.of(request.query(), parameters);
        Page.Slice<HistoryEntry> slice = HistoryStore.page(database.pool(), filter, page);
        return page.response(new Page.Slice<>(
                slice.items().stream().map(HistoryEntry::summary).toList(), slice.total()));
    }

    private Response one(Request request) {
        return HistoryStore.find(database.pool(), entry(request))
                .map(entry -> Response.json(200, entry.whole()))
                .orElseThrow(HistoryRoutes::noEntry);
    }

    /// The path parameter `entry`; anything but the number of an entry names nothing.
    ///
    /// @throws ProblemException 404
    public static long entry(Request request) {
        String text = request.path().getOrDefault("entry", "");
        if (!ID.matcher(text).matches()) {
            throw noEntry();
        }
        return Long.parseLong(text);
    }

    private static ProblemException noEntry() {
        return nothing("The history has no entry of this number.");
    }

    private static ProblemException nothing(String why) {
        return new ProblemException(Problem.of(404, "not-found", "Not found", why));
    }
}
