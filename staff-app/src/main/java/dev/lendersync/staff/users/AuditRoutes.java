package dev.lendersync.staff.users;

import dev.lendersync.staff.http.Access;
import dev.lendersync.staff.http.Page;
import dev.lendersync.staff.http.Parameters;
import dev.lendersync.staff.http.Request;
import dev.lendersync.staff.http.Response;
import dev.lendersync.staff.http.Route;
import dev.lendersync.staff.identity.AuditLog;
import java.util.List;
import java.util.Set;

/// What admins read of the audit log.
final class AuditRoutes {
    private static final Set<String> FILTERS = Set.of("actor", "action", "from", "to");
    private static final int MAX_TEXT = 500;

    private final AuditLog log;

    AuditRoutes(AuditLog log) {
        this.log = log;
    }

    List<Route> routes() {
        return List.of(new Route("GET", "/api/audit", Access.ADMIN, this::list));
    }

    /// `GET /api/audit?actor=&action=&from=&to=&page&pageSize`, newest first. `from` is included, `to` is not.
    private Response list(Request request) {
        Page page = Page.of(request.query(), FILTERS);
        Parameters parameters = new Parameters(request.query());
        AuditLog.Filter filter = new AuditLog.Filter(
                parameters.one("actor", MAX_TEXT),
                parameters.one("action", MAX_TEXT),
                parameters.moment("from"),
                parameters.moment("to"));
        return page.response(new Page.Slice<>(log.page(filter, page.size(), page.offset()), log.count(filter)));
    }
}
