package dev.lendersync.staff.products;

import dev.lendersync.staff.http.Access;
import dev.lendersync.staff.http.Request;
import dev.lendersync.staff.http.Response;
import dev.lendersync.staff.http.Route;
import dev.lendersync.staff.reference.ReferenceData;
import java.util.List;

/// `GET /api/reference-data`: the code lists with their labels, so that no app keeps its own. For staff and clients.
final class ReferenceRoutes {
    private ReferenceRoutes() {}

    static List<Route> routes() {
        return List.of(new Route("GET", "/api/reference-data", Access.ANY, ReferenceRoutes::read));
    }

    private static Response read(Request request) {
        return Response.of(200, "application/json", ReferenceData.json());
    }
}
