package dev.lendersync.staff.users;

import dev.lendersync.protocol.Problem;
import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.http.Request;
import dev.lendersync.staff.http.Response;
import dev.lendersync.staff.identity.AuditLog;
import dev.lendersync.staff.identity.LoginThrottle;
import dev.lendersync.staff.identity.LoginThrottle.Asked;
import dev.lendersync.staff.identity.StaffUsers;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Attempts at what only one person knows: throttled, and in the audit log when they fail. What is noted stays, so no
/// more of it is than the throttle lets through: failures, and after each of them one refusal.
final class Guesses {
    private final Database database;
    private final LoginThrottle throttle;

    Guesses(Database database, LoginThrottle throttle) {
        this.database = database;
        this.throttle = throttle;
    }

    /// One attempt.
    ///
    /// @param key of the e-mail address of whom it is about
    /// @param action what a failure is called in the audit log
    /// @param user finds whom it is about
    /// @param isRight never for nobody, and takes as long for him
    record Guess(
            String key,
            String action,
            Supplier<Optional<StaffUsers.Account>> user,
            Predicate<Optional<StaffUsers.Account>> isRight) {}

    /// Makes an attempt: `429` with `Retry-After` after too many failures, before anything is looked up.
    Response make(
            Request request, Guess guess, Function<StaffUsers.Account, Response> right, Supplier<Response> wrong) {
        return switch (throttle.begin(guess.key(), request.peer().address())) {
            case Asked.Refused refused -> {
                if (refused.first()) {
                    note(request, "login-throttled", guess.user().get());
                }
                yield tooManyFailures(refused);
            }
            case Asked.Granted(LoginThrottle.Attempt attempt) -> {
                Optional<StaffUsers.Account> user = guess.user().get();
                if (attempt.right(() -> guess.isRight().test(user))) {
                    yield right.apply(user.orElseThrow());
                }
                note(request, guess.action(), user);
                yield wrong.get();
            }
        };
    }

    /// Notes a failure of what is too long to be guessed, so that nobody has to wait for others' failures.
    void noteOfNobody(Request request, String action) {
        if (throttle.begin(action, request.peer().address()) instanceof Asked.Granted(LoginThrottle.Attempt attempt)
                && !attempt.right(() -> false)) {
            note(request, action, Optional.empty());
        }
    }

    private void note(Request request, String action, Optional<StaffUsers.Account> user) {
        // What was typed for an address may be a password, so only known addresses are noted.
        String subject = user.map(known -> "user:" + known.id()).orElse("");
        Map<String, String> detail =
                user.map(known -> Map.of("email", known.email())).orElse(Map.of());
        database.write(request.actor().name(), sql -> {
            AuditLog.note(sql, request.actor(), action, subject, detail);
            return subject;
        });
    }

    private static Response tooManyFailures(Asked.Refused refused) {
        // Rounded up: who comes back then is let in.
        long seconds = refused.retryAfter().plusMillis(999).toSeconds();
        return Response.problem(Problem.of(
                        429,
                        "too-many-failures",
                        "Too many failures",
                        "Too many attempts failed from here; try again in " + seconds + " s."))
                .with("Retry-After", Long.toString(seconds));
    }
}
