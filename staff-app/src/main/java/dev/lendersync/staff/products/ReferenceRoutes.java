package dev.lendersync.staff.products;

import dev.lendersync.feed.EntityTag;
import dev.lendersync.staff.http.Access;
import dev.lendersync.staff.http.Request;
import dev.lendersync.staff.http.Response;
import dev.lendersync.staff.http.Route;
import dev.lendersync.staff.reference.ReferenceData;
import java.util.List;

/// `GET /api/reference-data`: the code lists with their labels, so that no app keeps its own. For staff and clients;
/// `304` for who has them.
final class ReferenceRoutes {
    private static final EntityTag TAG = EntityTag.of(ReferenceData.forStaff());

    private ReferenceRoutes() {}

    static List<Route> routes() {
        return List.of(new Route("GET", "/api/reference-data", Access.CLIENT, ReferenceRoutes::read));
    }

    private static Response read(Request request) {
        Response answer = TAG.isHeldBy(request.headers())
                ? Response.notModified()
                : Response.of(200, "application/json", ReferenceData.forStaff());
        return answer.with("ETag", TAG.text()).with("Cache-Control", "no-cache");
    }
}
