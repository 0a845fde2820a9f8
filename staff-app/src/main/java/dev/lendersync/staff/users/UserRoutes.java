package dev.lendersync.staff.users;

import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.http.Access;
import dev.lendersync.staff.http.Edits;
import dev.lendersync.staff.http.Page;
import dev.lendersync.staff.http.Request;
import dev.lendersync.staff.http.Response;
import dev.lendersync.staff.http.Route;
import dev.lendersync.staff.identity.AuditLog;
import dev.lendersync.staff.identity.Authenticator;
import dev.lendersync.staff.identity.Email;
import dev.lendersync.staff.identity.FirstAdmin;
import dev.lendersync.staff.identity.Invites;
import dev.lendersync.staff.identity.PasswordRules;
import dev.lendersync.staff.identity.Passwords;
import dev.lendersync.staff.identity.Role;
import dev.lendersync.staff.identity.StaffSessions;
import dev.lendersync.staff.identity.StaffUsers;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/// What admins do with users.
final class UserRoutes {
    private static final String ALL = "/api/users";
    private static final String ONE = "/api/users/{id}";
    private static final String WHAT = "user";

    // What was read can be sent back.
    private static final List<String> WRITTEN_BY_THE_SERVER = List.of(
            "id",
            "email",
            "hasPassword",
            "inviteExpiresAt",
            "lastSeenAt",
            "revision",
            "createdAt",
            "createdBy",
            "updatedAt",
            "updatedBy");

    private final Database database;
    private final StaffUsers users;
    private final StaffSessions sessions;
    private final Invites invites;
    private final Passwords passwords;
    private final Authenticator authenticator;

    UserRoutes(
            Database database,
            StaffSessions sessions,
            Invites invites,
            Passwords passwords,
            Authenticator authenticator) {
        this.database = database;
        this.users = new StaffUsers(database);
        this.sessions = sessions;
        this.invites = invites;
        this.passwords = passwords;
        this.authenticator = authenticator;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", ALL, Access.ADMIN, this::list),
                new Route("POST", ALL, Access.ADMIN, this::create),
                new Route("GET", ONE, Access.ADMIN, request -> Response.row(200, find(request.id()))),
                new Route("PUT", ONE, Access.ADMIN, this::edit),
                new Route("DELETE", ONE, Access.ADMIN, this::remove),
                new Route("POST", ONE + "/invite", Access.ADMIN, this::invite));
    }

    private ObjectNode find(UUID id) {
        return users.find(id).orElseThrow(Edits.notFound(WHAT));
    }

    private Response list(Request request) {
        Page page = Page.of(request.query(), Set.of());
        return page.response(new Page.Slice<>(users.page(page.size(), page.offset()), users.count()));
    }

    /// `POST /api/users {"email","name","role","password"?}`: 201; without a password with a one-time link, which is
    /// shown this once, by which the user chooses one.
    private Response create(Request request) {
        Members body = new Members(request.json());
        String email = body.text("email", typed -> Email.fault(typed.strip())).strip();
        String name = body.name("name");
        Role role = body.role("role");
        Optional<String> password = body.optional("password", typed -> PasswordRules.fault(typed, email));
        body.check();
        Optional<String> hash = password.map(passwords::hash);
        String invite = invites.newToken();
        Optional<UUID> made = database.writeIfAny(request.actor().name(), sql -> {
            Optional<UUID> id = users.insert(sql, email, name, role, hash);
            id.ifPresent(user -> {
                if (hash.isEmpty()) {
                    invites.put(sql, user, invite);
                }
                note(sql, request, "user-created", user, Map.of("email", email, "role", role.text()));
            });
            return id;
        });
        if (made.isEmpty()) {
            ObjectNode other = users.byEmail(email)
                    .flatMap(taken -> users.find(taken.id()))
                    .orElseThrow(Edits.notFound(WHAT));
            throw Edits.conflict("There is a user with this e-mail address.", "conflictsWith", other);
        }
        ObjectNode user = find(made.get());
        return Response.row(201, hash.isEmpty() ? user.put("inviteLink", FirstAdmin.welcomePath(invite)) : user);
    }

    /// `PUT /api/users/{id} {"name","role","active"}` with `If-Match`: 200; 412 with the user as he is now; 409 when
    /// nobody would be left who can log in as an admin.
    private Response edit(Request request) {
        UUID id = request.id();
        long revision = request.expectedRevision();
        Members body = new Members(request.json());
        String name = body.name("name");
        Role role = body.role("role");
        boolean active = body.bool("active");
        WRITTEN_BY_THE_SERVER.forEach(body::ignore);
        body.check();
        boolean edited = database.write(request.actor().name(), sql -> {
                    if (role != Role.ADMIN || !active) {
                        requireOtherAdmin(sql, id);
                    }
                    if (!users.edit(sql, id, revision, name, role, active)) {
                        return false;
                    }
                    if (!active) {
                        sessions.endAll(sql, id, Optional.empty());
                        invites.end(sql, id);
                    }
                    note(sql, request, "user-edited", id, Map.of("role", role.text(), "active", active));
                    return true;
                })
                .value();
        authenticator.askAgain();
        ObjectNode user = find(id);
        if (!edited) {
            throw Edits.changedMeanwhile(WHAT, user);
        }
        return Response.row(200, user);
    }

    private void requireOtherAdmin(SqlClient sql, UUID id) {
        if (!users.hasAdminBeside(sql, id)) {
            throw Edits.refused("Nobody would be left who can log in as an admin.");
        }
    }

    /// `DELETE /api/users/{id}`: 204; his sessions and tokens end.
    private Response remove(Request request) {
        UUID id = request.id();
        ObjectNode user = find(id);
        database.write(request.actor().name(), sql -> {
            requireOtherAdmin(sql, id);
            if (!users.delete(sql, id)) {
                throw Edits.notFound(WHAT).get();
            }
            note(
                    sql,
                    request,
                    "user-removed",
                    id,
                    Map.of("email", user.path("email").asString()));
            return id;
        });
        authenticator.askAgain();
        return Response.noContent();
    }

    /// `POST /api/users/{id}/invite`: 200 with a new one-time link; the one before ends. The password that the user has
    /// goes on until he chooses another.
    private Response invite(Request request) {
        UUID id = request.id();
        String token = invites.newToken();
        database.write(request.actor().name(), sql -> {
            StaffUsers.Account user = users.kept(sql, id).orElseThrow(Edits.notFound(WHAT));
            if (!user.active()) {
                throw Edits.refused("The user is not active.");
            }
            invites.put(sql, id, token);
            note(sql, request, "user-invited", id, Map.of("email", user.email()));
            return id;
        });
        return Response.row(200, find(id).put("inviteLink", FirstAdmin.welcomePath(token)));
    }

    private static void note(SqlClient sql, Request request, String action, UUID user, Map<String, ?> detail) {
        AuditLog.note(sql, request.actor(), action, "user:" + user, detail);
    }
}
