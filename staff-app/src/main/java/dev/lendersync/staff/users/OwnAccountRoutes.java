package dev.lendersync.staff.users;

import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.http.Access;
import dev.lendersync.staff.http.Edits;
import dev.lendersync.staff.http.ProblemException;
import dev.lendersync.staff.http.Request;
import dev.lendersync.staff.http.Response;
import dev.lendersync.staff.http.Route;
import dev.lendersync.staff.identity.AuditLog;
import dev.lendersync.staff.identity.Authenticator;
import dev.lendersync.staff.identity.Email;
import dev.lendersync.staff.identity.Invites;
import dev.lendersync.staff.identity.PasswordRules;
import dev.lendersync.staff.identity.Passwords;
import dev.lendersync.staff.identity.StaffSessions;
import dev.lendersync.staff.identity.StaffUsers;
import dev.lendersync.staff.users.Guesses.Guess;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What users do with their own accounts.
final class OwnAccountRoutes {
    private final Database database;
    private final StaffUsers users;
    private final StaffSessions sessions;
    private final Invites invites;
    private final Passwords passwords;
    private final Guesses guesses;
    private final Authenticator authenticator;

    OwnAccountRoutes(
            Database database,
            StaffSessions sessions,
            Invites invites,
            Passwords passwords,
            Guesses guesses,
            Authenticator authenticator) {
        this.database = database;
        this.users = new StaffUsers(database);
        this.sessions = sessions;
        this.invites = invites;
        this.passwords = passwords;
        this.guesses = guesses;
        this.authenticator = authenticator;
    }

    List<Route> routes() {
        return List.of(
                new Route("PUT", "/api/session/password", Access.VIEWER, this::changePassword),
                new Route("GET", "/api/sessions", Access.VIEWER, this::sessions),
                new Route("DELETE", "/api/sessions/{id}", Access.VIEWER, this::end));
    }

    /// `PUT /api/session/password {"current","next"}`: 204, and all other sessions end. Who guesses at `current` in a
    /// session that he found open is throttled like at the login.
    private Response changePassword(Request request) {
        Own own = Own.of(request).orElseThrow(SessionRoutes::noSession);
        StaffUsers.Account user = users.byId(own.user()).orElseThrow(SessionRoutes::noSession);
        Members body = new Members(request.json());
        String current = body.secret("current");
        String next = body.text("next", typed -> PasswordRules.fault(typed, user.email()));
        body.check();
        Guess guess = new Guess(
                Email.key(user.email()),
                "password-change-failed",
                () -> Optional.of(user),
                account -> passwords.matches(current, account.flatMap(StaffUsers.Account::passwordHash)));
        return guesses.make(
                request,
                guess,
                account -> {
                    set(request, own, account.passwordHash().orElseThrow(), passwords.hash(next));
                    return Response.noContent();
                },
                () -> {
                    throw ProblemException.invalid("/current", "is not your password");
                });
    }

    private void set(Request request, Own own, String before, String hash) {
        database.write(request.actor().name(), sql -> {
            // Looked at outside of this transaction: another change may have ended this session since.
            if (!users.hasPassword(sql, own.user(), before)) {
                throw SessionRoutes.noSession();
            }
            users.setPassword(sql, own.user(), hash);
            invites.end(sql, own.user());
            sessions.endAll(sql, own.user(), Optional.of(own.session()));
            AuditLog.note(sql, request.actor(), "password-changed", "user:" + own.user(), Map.of());
            return own;
        });
        authenticator.askAgain();
    }

    private Response sessions(Request request) {
        Own own = Own.of(request).orElseThrow(SessionRoutes::noSession);
        return Response.json(200, sessions.of(own.user(), own.session()));
    }

    /// `DELETE /api/sessions/{id}`: 204; 404 for a session that is not one's own.
    private Response end(Request request) {
        Own own = Own.of(request).orElseThrow(SessionRoutes::noSession);
        UUID session = request.id();
        database.write(request.actor().name(), sql -> {
            if (!sessions.end(sql, own.user(), session)) {
                throw Edits.notFound("session of yours").get();
            }
            AuditLog.note(sql, request.actor(), "session-ended", "user:" + own.user(), Map.of());
            return session;
        });
        authenticator.askAgain();
        return Response.noContent();
    }
}
