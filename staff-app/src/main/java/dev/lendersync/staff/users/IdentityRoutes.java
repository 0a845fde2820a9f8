package dev.lendersync.staff.users;

import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.http.Route;
import dev.lendersync.staff.identity.AuditLog;
import dev.lendersync.staff.identity.Authenticator;
import dev.lendersync.staff.identity.Invites;
import dev.lendersync.staff.identity.LoginThrottle;
import dev.lendersync.staff.identity.Passwords;
import dev.lendersync.staff.identity.StaffSessions;
import dev.lendersync.staff.identity.StaffTokens;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/// All operations of this package, wired.
public final class IdentityRoutes {
    private IdentityRoutes() {}

    public static List<Route> of(
            Database database,
            Authenticator authenticator,
            Passwords passwords,
            InstantSource clock,
            SecureRandom random) {
        StaffSessions sessions = new StaffSessions(database, random, clock);
        Invites invites = new Invites(database, random, clock);
        StaffTokens tokens = new StaffTokens(database, random);
        Guesses guesses = new Guesses(database, new LoginThrottle(clock));
        return Stream.of(
                        new SessionRoutes(database, sessions, invites, passwords, guesses, authenticator, clock)
                                .routes(),
                        new OwnAccountRoutes(database, sessions, invites, passwords, guesses, authenticator).routes(),
                        new UserRoutes(database, sessions, invites, passwords, authenticator).routes(),
                        new TokenRoutes(database, tokens, authenticator, clock).routes(),
                        new AuditRoutes(new AuditLog(database)).routes())
                .flatMap(List::stream)
                .toList();
    }
}
