package dev.lendersync.staff.users;

import dev.lendersync.protocol.Problem;
import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.http.Access;
import dev.lendersync.staff.http.ProblemException;
import dev.lendersync.staff.http.Request;
import dev.lendersync.staff.http.Response;
import dev.lendersync.staff.http.Route;
import dev.lendersync.staff.http.SessionCookie;
import dev.lendersync.staff.identity.Actor;
import dev.lendersync.staff.identity.AuditLog;
import dev.lendersync.staff.identity.Authenticator;
import dev.lendersync.staff.identity.Email;
import dev.lendersync.staff.identity.Invites;
import dev.lendersync.staff.identity.PasswordRules;
import dev.lendersync.staff.identity.Passwords;
import dev.lendersync.staff.identity.SessionToken;
import dev.lendersync.staff.identity.StaffSessions;
import dev.lendersync.staff.identity.StaffUsers;
import dev.lendersync.staff.users.Guesses.Guess;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Logging in and out, by password or by an invite.
final class SessionRoutes {
    private static final String SESSION = "/api/session";

    private static final String WRONG = "The e-mail address or the password is wrong.";

    private final Database database;
    private final StaffUsers users;
    private final StaffSessions sessions;
    private final Invites invites;
    private final Passwords passwords;
    private final Guesses guesses;
    private final Authenticator authenticator;
    private final InstantSource clock;

    SessionRoutes(
            Database database,
            StaffSessions sessions,
            Invites invites,
            Passwords passwords,
            Guesses guesses,
            Authenticator authenticator,
            InstantSource clock) {
        this.database = database;
        this.users = new StaffUsers(database);
        this.sessions = sessions;
        this.invites = invites;
        this.passwords = passwords;
        this.guesses = guesses;
        this.authenticator = authenticator;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                new Route("POST", SESSION, Access.PUBLIC, this::login),
                new Route("GET", SESSION, Access.VIEWER, this::read),
                new Route("DELETE", SESSION, Access.VIEWER, this::logout),
                new Route("POST", "/api/welcome", Access.PUBLIC, this::welcome));
    }

    /// `POST /api/session`: 200 with the cookie of a new session; 401, whatever is wrong with the credentials, and in
    /// the same time; 429 after too many failures.
    private Response login(Request request) {
        Members body = new Members(request.json());
        // Before it is folded and remembered.
        String typed = body.text("email", Email::typedFault);
        String password = body.secret("password");
        body.check();
        String email = Email.key(typed);
        Guess guess = new Guess(
                email,
                "login-failed",
                () -> users.byEmail(email),
                account -> passwords.matches(password, account.flatMap(SessionRoutes::hash)));
        return guesses.make(
                request, guess, account -> loggedIn(request, account), () -> Response.problem(wrong(WRONG)));
    }

    private static Optional<String> hash(StaffUsers.Account account) {
        return account.active() ? account.passwordHash() : Optional.empty();
    }

    private Response loggedIn(Request request, StaffUsers.Account user) {
        return begun(request, user, sql -> {
            // The password was looked at outside of this transaction, and may have been changed since.
            if (!users.hasPassword(sql, user.id(), hash(user).orElseThrow())) {
                throw new ProblemException(wrong(WRONG));
            }
            audit(sql, request, user, "login");
        });
    }

    /// `POST /api/welcome {"token","password"}`: the owner of an invite chooses his password and is logged in.
    private Response welcome(Request request) {
        Members body = new Members(request.json());
        String token = body.secret("token");
        String password = body.text("password", typed -> PasswordRules.fault(typed, ""));
        body.check();
        Optional<StaffUsers.Account> owner = invites.owner(token).flatMap(users::byId);
        if (owner.isEmpty()) {
            guesses.noteOfNobody(request, "invite-failed");
            return Response.problem(noInvite());
        }
        PasswordRules.fault(password, owner.get().email()).ifPresent(fault -> {
            throw ProblemException.invalid("/password", fault);
        });
        return welcomed(request, owner.get(), token, passwords.hash(password));
    }

    private Response welcomed(Request request, StaffUsers.Account user, String token, String hash) {
        return begun(request, user, sql -> {
            if (!invites.redeem(sql, token)) {
                throw new ProblemException(noInvite());
            }
            users.setPassword(sql, user.id(), hash);
            sessions.endAll(sql, user.id(), Optional.empty());
            audit(sql, request, user, "invite-accepted");
        });
    }

    private static Problem noInvite() {
        return wrong("The link was used already, is too old, or was replaced by a newer one.");
    }

    @FunctionalInterface
    private interface Step {
        void run(SqlClient sql);
    }

    /// Begins a session of its own for each login: whatever cookie the browser had is worth nothing afterwards.
    private Response begun(Request request, StaffUsers.Account user, Step before) {
        String agent = Optional.ofNullable(request.headers().get("User-Agent")).orElse("");
        SessionToken token = database.write(actor(request, user).name(), sql -> {
                    before.run(sql);
                    request.peer().session().ifPresent(old -> sessions.end(sql, old));
                    return sessions.begin(sql, user.id(), request.peer().address(), agent);
                })
                .value();
        authenticator.askAgain();
        String end = clock.instant().plus(StaffSessions.LONGEST).toString();
        return Response.json(200, session(user, token, end))
                .with("Set-Cookie", SessionCookie.begin(request.peer(), token));
    }

    /// `GET /api/session`: whose session this is; 401 for callers with a token, who have none.
    private Response read(Request request) {
        Own own = Own.of(request).orElseThrow(SessionRoutes::noSession);
        StaffUsers.Account user = users.byId(own.user()).orElseThrow(SessionRoutes::noSession);
        String end = sessions.expiresAt(own.session()).orElseThrow(SessionRoutes::noSession);
        return Response.json(200, session(user, own.token(), end));
    }

    /// `DELETE /api/session`: 204, and the cookie is worth nothing.
    private Response logout(Request request) {
        Own own = Own.of(request).orElseThrow(SessionRoutes::noSession);
        database.write(request.actor().name(), sql -> {
            sessions.end(sql, own.token());
            AuditLog.note(sql, request.actor(), "logout", "user:" + own.user(), Map.of());
            return own;
        });
        authenticator.askAgain();
        return Response.noContent().with("Set-Cookie", SessionCookie.end(request.peer()));
    }

    private static Map<String, Object> session(StaffUsers.Account user, SessionToken token, String expiresAt) {
        Map<String, Object> who = new LinkedHashMap<>();
        who.put("id", user.id().toString());
        who.put("email", user.email());
        who.put("name", user.name());
        who.put("role", user.role().text());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("user", who);
        body.put("csrfToken", token.csrf());
        body.put("expiresAt", expiresAt);
        return body;
    }

    private static Actor actor(Request request, StaffUsers.Account user) {
        return new Actor("staff:" + user.email(), request.peer().address());
    }

    private static void audit(SqlClient sql, Request request, StaffUsers.Account user, String action) {
        AuditLog.note(sql, actor(request, user), action, "user:" + user.id(), Map.of("email", user.email()));
    }

    private static Problem wrong(String detail) {
        return Problem.of(401, "wrong-credentials", "Not logged in", detail);
    }

    static ProblemException noSession() {
        return new ProblemException(Problem.of(
                401, "unauthorized", "Credentials are needed", "There is no session; log in with POST /api/session."));
    }
}
