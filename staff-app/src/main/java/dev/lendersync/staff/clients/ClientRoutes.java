package dev.lendersync.staff.clients;

import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.Digest;
import dev.lendersync.protocol.Position;
import dev.lendersync.protocol.Problem;
import dev.lendersync.protocol.Problem.FieldError;
import dev.lendersync.protocol.SyncHeaders;
import dev.lendersync.staff.http.Access;
import dev.lendersync.staff.http.ProblemException;
import dev.lendersync.staff.http.Request;
import dev.lendersync.staff.http.Response;
import dev.lendersync.staff.http.Route;
import dev.lendersync.staff.identity.Principal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The operations on clients, and the one by which clients report.
public final class ClientRoutes {
    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    static final String DEFAULT_INSTANCE = "default";

    private final ClientRegistry registry;
    private final ClientReports reports;
    private final InstantSource clock;

    public ClientRoutes(ClientRegistry registry, ClientReports reports, InstantSource clock) {
        this.registry = registry;
        this.reports = reports;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                new Route("POST", "/api/clients", Access.STAFF, this::register),
                new Route("GET", "/api/clients", Access.STAFF, this::list),
                new Route("GET", "/api/clients/{id}", Access.STAFF, this::get),
                new Route("DELETE", "/api/clients/{id}", Access.STAFF, this::remove),
                new Route("POST", SyncHeaders.APPLIED_PATH, Access.ANY, this::applied));
    }

    /// `POST /api/clients`: 201 with key and secret, which are shown this once; 409 when there are too many.
    private Response register(Request request) {
        ClientDraft draft = ClientDraft.read(request.json());
        RegisteredClient registered = registry.register(request.principal().actor(), draft);
        return Response.json(201, ClientJson.of(registered));
    }

    private Response list(Request request) {
        List<Map<String, Object>> items = registry.all().stream()
                .map(client -> ClientJson.of(client, registry.lastDelivery(client.id())))
                .toList();
        return Response.json(200, Map.of("items", items));
    }

    private Response get(Request request) {
        Client client = registry.find(request.id()).orElseThrow(ClientRoutes::notFound);
        return Response.json(200, ClientJson.of(client, registry.lastDelivery(client.id())));
    }

    private Response remove(Request request) {
        if (!registry.remove(request.principal().actor(), request.id())) {
            throw notFound();
        }
        return Response.noContent();
    }

    /// `POST /api/lender-products/sync/applied`: 204. What is stored may lag by a second. A staff token may follow the
    /// catalog too; what it reports is checked and forgotten.
    private Response applied(Request request) {
        String instance = instance(request);
        Applied applied = applied(request.json());
        if (request.principal() instanceof Principal.Client(var clientId, var name)) {
            reports.add(new Report(clientId, instance, applied, clock.instant()));
        }
        return Response.noContent();
    }

    private static String instance(Request request) {
        String instance = request.headers().get(SyncHeaders.INSTANCE);
        if (instance == null) {
            return DEFAULT_INSTANCE;
        }
        if (!INSTANCE.matcher(instance).matches()) {
            throw new ProblemException(
                    Problem.invalidParameter(SyncHeaders.INSTANCE, "must be 1 to 64 of [A-Za-z0-9._-]"));
        }
        return instance;
    }

    /// Further members are ignored: a newer client may say more.
    private static Applied applied(JsonNode body) {
        List<FieldError> errors = new ArrayList<>();
        Position position = parsed(body, "position", Position::parse, errors);
        Digest digest = parsed(body, "digest", Digest::parse, errors);
        if (position == null || digest == null) {
            throw ProblemException.invalid(errors);
        }
        return new Applied(position, digest);
    }

    private static <T> @Nullable T parsed(
            JsonNode body, String member, Function<String, T> parser, List<FieldError> errors) {
        JsonNode value = body.path(member);
        try {
            if (value.isString()) {
                return parser.apply(value.stringValue());
            }
            errors.add(new FieldError("/" + member, "must be text"));
        } catch (IllegalArgumentException e) {
            errors.add(new FieldError("/" + member, String.valueOf(e.getMessage())));
        }
        return null;
    }

    private static ProblemException notFound() {
        return new ProblemException(Problem.of(404, "not-found", "Not found", "There is no client with this id."));
    }
}
