package dev.lendersync.staff;

import dev.lendersync.feed.Served;
import dev.lendersync.protocol.Problem;
import dev.lendersync.staff.catalog.CatalogMirror;
import dev.lendersync.staff.http.Access;
import dev.lendersync.staff.http.Response;
import dev.lendersync.staff.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What anybody may ask: whether the process runs, whether it is fit to serve, and the description of the API.
final class Health {
    /// Beyond this age nobody can say that this node still advances with the database.
    static final long MAX_AGE_MILLIS = 30_000;

    private final CatalogMirror mirror;

    Health(CatalogMirror mirror) {
        this.mirror = mirror;
    }

    List<Route> routes() {
        byte[] openapi = openapi();
        return List.of(
                new Route("GET", "/healthz", Access.PUBLIC, request -> Response.json(200, Map.of("status", "ok"))),
                new Route("GET", "/readyz", Access.PUBLIC, request -> ready()),
                new Route(
                        "GET",
                        "/openapi.yaml",
                        Access.PUBLIC,
                        request -> Response.of(200, "application/yaml", openapi)));
    }

    private Response ready() {
        Served served = mirror.served().orElseThrow();
        String position = served.history().catalog().position().toString();
        @Nullable Long age = served.ageMillis().isPresent() ? served.ageMillis().getAsLong() : null;
        if (age != null && age <= MAX_AGE_MILLIS) {
            return Response.json(200, Map.of("status", "ready", "position", position, "ageMillis", age));
        }
        Problem problem = Problem.of(
                503, "not-ready", "Not ready", "This node is cut off from PostgreSQL; it serves the last catalog");
        return Response.problem(
                        age == null
                                ? problem
                                : problem.with("position", position).with("ageMillis", age))
                .with("Retry-After", "1");
    }

    private static byte[] openapi() {
        try (InputStream in = Health.class.getResourceAsStream("/openapi.yaml")) {
            if (in == null) {
                throw new IllegalStateException("openapi.yaml is not in the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
