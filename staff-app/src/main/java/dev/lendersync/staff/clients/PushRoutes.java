package dev.lendersync.staff.clients;

import dev.lendersync.protocol.Position;
import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.delivery.Push;
import dev.lendersync.staff.delivery.PushOutcome;
import dev.lendersync.staff.http.Access;
import dev.lendersync.staff.http.Request;
import dev.lendersync.staff.http.Response;
import dev.lendersync.staff.http.Route;
import dev.lendersync.staff.identity.AuditLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// *Push All Products to Client*.
public final class PushRoutes {
    private final Database database;
    private final Push push;
    private final Supplier<Position> head;

    /// @param head where the catalog is
    public PushRoutes(Database database, Push push, Supplier<Position> head) {
        this.database = database;
        this.push = push;
        this.head = head;
    }

    public List<Route> routes() {
        return List.of(new Route("POST", "/api/lender-products/push", Access.EDITOR, this::push));
    }

    /// `POST /api/lender-products/push`, without a body: 200 within 5 s, with what became of it at each client.
    private Response push(Request request) {
        database.write(request.actor().name(), sql -> {
            AuditLog.note(sql, request.actor(), "push", "", Map.of());
            return request;
        });
        List<Map<String, Object>> clients = push.run(request.principal().actor(), head.get()).stream()
                .map(PushRoutes::json)
                .toList();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("success", true);
        body.put("clients", clients);
        return Response.json(200, body);
    }

    private static Map<String, Object> json(PushOutcome outcome) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", outcome.id().toString());
        json.put("name", outcome.name());
        json.put("outcome", outcome.kind().toString());
        json.put("position", outcome.position().orElse(null));
        json.put("millis", outcome.millis().isPresent() ? outcome.millis().getAsLong() : null);
        json.put("reason", outcome.reason().orElse(null));
        return json;
    }
}
