package dev.lendersync.staff.http;

import dev.lendersync.protocol.Problem;
import dev.lendersync.protocol.SyncHeaders;
import dev.lendersync.staff.identity.LiveTickets;
import java.util.List;
import java.util.Map;

/// What goes before a connection of the live feed.
public final class LiveRoutes {
    private final LiveTickets tickets;

    public LiveRoutes(LiveTickets tickets) {
        this.tickets = tickets;
    }

    public List<Route> routes() {
        return List.of(new Route("POST", SyncHeaders.LIVE_TICKET_PATH, Access.CLIENT, this::ticket));
    }

    /// `POST /api/lender-products/live/ticket`: 201, good once, for what the credentials of this request are good for;
    /// 503 while too many wait to be used.
    private Response ticket(Request request) {
        return tickets.issue(request.principal())
                .map(ticket -> Response.json(
                        201, Map.of("ticket", ticket, "expiresInSeconds", LiveTickets.GOOD_FOR.toSeconds())))
                .orElseGet(() -> Response.problem(
                                Problem.of(503, "busy", "Too many tickets wait to be used", "Use those, or wait 30 s."))
                        .with("Retry-After", "1"));
    }
}
