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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The operation by which clients that only pull say what they hold.
public final class ReportRoutes {
    private final ClientSigns signs;

    public ReportRoutes(ClientSigns signs) {
        this.signs = signs;
    }

    public List<Route> routes() {
        return List.of(new Route("POST", SyncHeaders.APPLIED_PATH, Access.CLIENT, this::applied));
    }

    /// `POST /api/lender-products/sync/applied`: 204. What is stored may lag by a second. What a staff token reports is
    /// checked and forgotten.
    private Response applied(Request request) {
        Optional<String> instance = instance(request);
        Applied applied = applied(request.json());
        if (request.principal() instanceof Principal.Client(UUID client, String _, String _)) {
            signs.applied(client, instance, applied);
        }
        return Response.noContent();
    }

    private static Optional<String> instance(Request request) {
        Optional<String> instance = Optional.ofNullable(request.headers().get(SyncHeaders.INSTANCE));
        if (instance.isPresent() && !SyncHeaders.isInstance(instance.get())) {
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
}
