package dev.lendersync.staff.users;

import dev.lendersync.protocol.Problem;
import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.http.Access;
import dev.lendersync.staff.http.Edits;
import dev.lendersync.staff.http.Parameters;
import dev.lendersync.staff.http.ProblemException;
import dev.lendersync.staff.http.Request;
import dev.lendersync.staff.http.Response;
import dev.lendersync.staff.http.Route;
import dev.lendersync.staff.identity.AuditLog;
import dev.lendersync.staff.identity.Authenticator;
import dev.lendersync.staff.identity.Means;
import dev.lendersync.staff.identity.Principal;
import dev.lendersync.staff.identity.Role;
import dev.lendersync.staff.identity.StaffTokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/// Personal API tokens, for scripts.
final class TokenRoutes {
    private static final String ALL = "/api/tokens";
    private static final int MAX_DAYS = 3_650;

    private final Database database;
    private final StaffTokens tokens;
    private final Authenticator authenticator;
    private final InstantSource clock;

    TokenRoutes(Database database, StaffTokens tokens, Authenticator authenticator, InstantSource clock) {
        this.database = database;
        this.tokens = tokens;
        this.authenticator = authenticator;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", ALL, Access.VIEWER, this::list),
                new Route("POST", ALL, Access.VIEWER, this::create),
                new Route("DELETE", ALL + "/{id}", Access.VIEWER, this::revoke));
    }

    /// `GET /api/tokens`: one's own; with `?all=true`, for admins, everybody's.
    private Response list(Request request) {
        request.query().names().stream()
                .filter(name -> !name.equals("all"))
                .findFirst()
                .ifPresent(name -> {
                    throw Parameters.invalid(name, "is no parameter of this operation");
                });
        Principal.Staff staff = staff(request);
        if (!all(request)) {
            return Response.json(200, tokens.of(staff.userId()));
        }
        if (staff.role() != Role.ADMIN) {
            throw forbidden("Only admins see the tokens of others.");
        }
        return Response.json(200, tokens.all());
    }

    private static boolean all(Request request) {
        return switch (new Parameters(request.query()).one("all", 5).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Parameters.invalid("all", "must be true or false");
        };
    }

    /// `POST /api/tokens {"name","role","expiresInDays"?}`: 201 with the token, which is shown this once. A user's
    /// token makes no tokens, nor does one of the operator's that is no admin's: else a leaked one would
    /// outlive its end.
    private Response create(Request request) {
        Principal.Staff staff = staff(request);
        if (staff.userId().isPresent() && staff.means() instanceof Means.Token) {
            throw forbidden("A token can't make tokens; log in.");
        }
        if (staff.userId().isEmpty() && staff.role() != Role.ADMIN) {
            throw forbidden("Of the operator's tokens only an admin's makes others.");
        }
        Members body = new Members(request.json());
        String name = body.name("name");
        Role role = body.role("role");
        Optional<Instant> end = body.integer("expiresInDays", 1, MAX_DAYS)
                .map(days -> clock.instant().plus(Duration.ofDays(days)));
        if (!staff.role().includes(role)) {
            body.error("role", "must not be more than your own, " + staff.role().text());
        }
        body.check();
        String token = tokens.newToken();
        UUID id = database.write(request.actor().name(), sql -> {
                    UUID made = tokens.insert(sql, staff.userId(), name, role, token, end)
                            .orElseThrow(
                                    () -> Edits.refused("There are " + StaffTokens.MAX_OF_OWNER + " tokens already."));
                    AuditLog.note(
                            sql,
                            request.actor(),
                            "token-created",
                            "token:" + made,
                            Map.of("name", name, "role", role.text()));
                    return made;
                })
                .value();
        ObjectNode shown = tokens.find(id).orElseThrow(Edits.notFound("token"));
        return Response.json(201, shown.put("token", token));
    }

    /// `DELETE /api/tokens/{id}`: 204, and the token is refused within 1 s. Others' for admins only, and by a token
    /// none that may more than itself: 404, as if it were not there.
    private Response revoke(Request request) {
        Principal.Staff staff = staff(request);
        UUID id = request.id();
        Role most = staff.means() instanceof Means.Token ? staff.role() : Role.ADMIN;
        database.write(request.actor().name(), sql -> {
            if (!tokens.revoke(sql, id, staff.userId(), staff.role() == Role.ADMIN, most)) {
                throw Edits.notFound("token").get();
            }
            AuditLog.note(sql, request.actor(), "token-revoked", "token:" + id, Map.of());
            return id;
        });
        authenticator.askAgain();
        return Response.noContent();
    }

    private static Principal.Staff staff(Request request) {
        if (request.principal() instanceof Principal.Staff staff) {
            return staff;
        }
        throw new IllegalStateException("only staff is let in");
    }

    private static ProblemException forbidden(String detail) {
        return new ProblemException(Problem.of(403, "forbidden", "Not allowed", detail));
    }
}
