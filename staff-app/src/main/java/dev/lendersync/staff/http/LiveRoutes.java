package dev.lendersync.staff.http;

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

    /// `POST /api/lender-products/live/ticket`: 201, good once, for what the credentials of this request are good for.
    private Response ticket(Request request) {
        return Response.json(
                201,
                Map.of(
                        "ticket",
                        tickets.issue(request.principal()),
                        "expiresInSeconds",
                        LiveTickets.GOOD_FOR.toSeconds()));
    }
}
