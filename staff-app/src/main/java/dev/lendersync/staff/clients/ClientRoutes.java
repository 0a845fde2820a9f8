package dev.lendersync.staff.clients;

import dev.lendersync.protocol.LenderProduct;
import dev.lendersync.protocol.Problem;
import dev.lendersync.staff.http.Access;
import dev.lendersync.staff.http.Parameters;
import dev.lendersync.staff.http.ProblemException;
import dev.lendersync.staff.http.Request;
import dev.lendersync.staff.http.Response;
import dev.lendersync.staff.http.Route;
import dev.lendersync.staff.identity.Actor;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The operations on clients.
public final class ClientRoutes {
    static final int DEFAULT_OVERLAP_HOURS = 24;
    static final int MAX_OVERLAP_HOURS = 168;
    static final int MAX_DELIVERIES = 200;
    static final int DELIVERIES_OF_ONE = 50;

    private static final String CLIENT = "/api/clients/{id}";

    private final ClientRegistry registry;

    public ClientRoutes(ClientRegistry registry) {
        this.registry = registry;
    }

    public List<Route> routes() {
        return List.of(
                new Route("POST", "/api/clients", Access.ADMIN, this::register),
                new Route("GET", "/api/clients", Access.VIEWER, this::list),
                new Route("GET", CLIENT, Access.VIEWER, this::read),
                new Route("PUT", CLIENT, Access.ADMIN, this::edit),
                new Route("DELETE", CLIENT, Access.ADMIN, this::remove),
                new Route("POST", CLIENT + "/pause", Access.ADMIN, request -> setActive(request, false)),
                new Route("POST", CLIENT + "/resume", Access.ADMIN, request -> setActive(request, true)),
                new Route("POST", CLIENT + "/rotate-api-key", Access.ADMIN, this::rotateKey),
                new Route("POST", CLIENT + "/rotate-webhook-secret", Access.ADMIN, this::rotateSecret),
                new Route("GET", CLIENT + "/deliveries", Access.VIEWER, this::deliveries),
                new Route("POST", CLIENT + "/deliveries/{delivery}/resend", Access.ADMIN, this::resend));
    }

    /// `POST /api/clients`: 201 with key and secret, which are shown this once; 409 when there are too many.
    private Response register(Request request) {
        ClientRegistry.Registered registered = registry.register(actor(request), ClientDraft.read(request.json()));
        ObjectNode json = registered
                .client()
                .put("apiKey", registered.apiKey())
                .put("webhookSecret", registered.webhookSecret().reveal());
        return Response.row(201, json);
    }

    private Response list(Request request) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("position", registry.head().toString());
        body.put("items", registry.all());
        return Response.json(200, body);
    }

    /// With the latest of what it was told.
    private Response read(Request request) {
        ObjectNode client = registry.find(request.id());
        client.set(
                "deliveries",
                client.arrayNode().addAll(registry.deliveries(request.id(), Optional.empty(), DELIVERIES_OF_ONE)));
        return Response.row(200, client);
    }

    /// `PUT /api/clients/{id}` with `If-Match`: 200; 412 with the client as it is now.
    private Response edit(Request request) {
        long revision = request.expectedRevision();
        return Response.row(
                200, registry.edit(actor(request), request.id(), revision, ClientDraft.read(request.json())));
    }

    private Response setActive(Request request, boolean active) {
        return Response.row(200, registry.setActive(actor(request), request.id(), active));
    }

    private Response remove(Request request) {
        registry.remove(actor(request), request.id());
        return Response.noContent();
    }

    /// `{"overlapHours": 24}`, or nothing: 200 with the new key, which is shown this once.
    private Response rotateKey(Request request) {
        return rotated("apiKey", registry.rotateKey(actor(request), request.id(), overlap(request)));
    }

    private Response rotateSecret(Request request) {
        return rotated("webhookSecret", registry.rotateSecret(actor(request), request.id(), overlap(request)));
    }

    private static Response rotated(String member, ClientRegistry.Rotated rotated) {
        return Response.json(
                200,
                Map.of(
                        member,
                        rotated.credential(),
                        "previousUntil",
                        rotated.previousUntil().toString()));
    }

    private static Duration overlap(Request request) {
        if (request.body().length() == 0) {
            return Duration.ofHours(DEFAULT_OVERLAP_HOURS);
        }
        JsonNode body = request.json();
        if (!body.isObject()) {
            throw ProblemException.invalid("", "must be a JSON object");
        }
        body.propertyNames().stream()
                .filter(member -> !member.equals("overlapHours"))
                .findFirst()
                .ifPresent(member -> {
                    throw ProblemException.invalid("/" + member, "is not a member of a rotation");
                });
        JsonNode hours = body.path("overlapHours");
        if (hours.isMissingNode()) {
            return Duration.ofHours(DEFAULT_OVERLAP_HOURS);
        }
        if (!hours.isIntegralNumber()
                || !hours.canConvertToInt()
                || hours.asInt() < 0
                || hours.asInt() > MAX_OVERLAP_HOURS) {
            throw ProblemException.invalid("/overlapHours", "must be a whole number from 0 to " + MAX_OVERLAP_HOURS);
        }
        return Duration.ofHours(hours.asInt());
    }

    /// `GET /api/clients/{id}/deliveries?before={delivery}&limit=50`
    private Response deliveries(Request request) {
        Parameters.refuseOthers(request.query(), Set.of("before", "limit"));
        Optional<UUID> before =
                Optional.ofNullable(request.query().get("before")).map(text -> parsed("before", text));
        List<ObjectNode> items = registry.deliveries(request.id(), before, limit(request));
        return Response.json(200, Map.of("items", items));
    }

    private static UUID parsed(String parameter, String text) {
        try {
            return LenderProduct.parseId(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.invalidParameter(parameter, "must be the id of a delivery"));
        }
    }

    private static int limit(Request request) {
        String text = Optional.ofNullable(request.query().get("limit")).orElse("" + DELIVERIES_OF_ONE);
        int limit = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MAX_DELIVERIES) {
            throw new ProblemException(
                    Problem.invalidParameter("limit", "must be a whole number from 1 to " + MAX_DELIVERIES));
        }
        return limit;
    }

    /// 202: the newest position is told again at once, whatever was told with that delivery.
    private Response resend(Request request) {
        UUID client = request.id();
        UUID delivery = request.id("delivery");
        return Response.row(202, registry.resend(actor(request), client, delivery));
    }

    private static Actor actor(Request request) {
        return request.actor();
    }
}
