package dev.lendersync.staff.identity;

import dev.lendersync.staff.database.Database;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Sees to it that somebody can log in to a Staff App.
public final class FirstAdmin {
    public static final String EMAIL = "admin@localhost";

    private static final String NAME = "Admin";

    private final Database database;
    private final StaffUsers users;
    private final StaffSessions sessions;
    private final Passwords passwords;
    private final Invites invites;

    public FirstAdmin(Database database, Passwords passwords, SecureRandom random, InstantSource clock) {
        this.database = database;
        this.users = new StaffUsers(database);
        this.sessions = new StaffSessions(database, random, clock);
        this.passwords = passwords;
        this.invites = new Invites(database, random, clock);
    }

    /// Makes the user with the given address an admin with the given password, when another password was given before
    /// or none. Without a password, and while no admin can log in, makes him an admin with an invite.
    ///
    /// @return the path of a one-time link that lets an admin choose his password, if there is need of one
    public Optional<String> ensure(Optional<String> givenEmail, Optional<String> givenPassword) {
        String email = givenEmail.orElse(EMAIL);
        Optional<StaffUsers.Account> account = users.byEmail(email);
        if (givenPassword.isPresent()) {
            String password = givenPassword.get();
            boolean asBefore = account.flatMap(StaffUsers.Account::givenHash).isPresent()
                    && passwords.matches(password, account.get().givenHash());
            if (!asBefore) {
                grant(email, account.map(StaffUsers.Account::name).orElse(NAME), passwords.hash(password));
            }
            return Optional.empty();
        }
        return users.hasAdmin() ? Optional.empty() : Optional.of(welcomePath(invite(email)));
    }

    private void grant(String email, String name, String hash) {
        database.write(Actor.SERVER.name(), sql -> {
            UUID id = users.grant(sql, email, name, hash);
            sessions.endAll(sql, id, Optional.empty());
            AuditLog.note(sql, Actor.SERVER, "admin-granted", "user:" + id, Map.of("email", email));
            return id;
        });
    }

    private String invite(String email) {
        String token = invites.newToken();
        database.write(Actor.SERVER.name(), sql -> {
            // Another node that starts at the same moment may be the one that makes him.
            UUID id = users.insert(sql, email, NAME, Role.ADMIN, Optional.empty())
                    .or(() -> users.idOf(sql, email))
                    .orElseThrow();
            if (users.makeAdmin(sql, id)) {
                AuditLog.note(sql, Actor.SERVER, "admin-granted", "user:" + id, Map.of("email", email));
            }
            invites.put(sql, id, token);
            AuditLog.note(sql, Actor.SERVER, "user-invited", "user:" + id, Map.of("email", email));
            return id;
        });
        return token;
    }

    /// Where a page lets the owner of an invite choose his password. The token is behind `#`, so no server ever logs
    /// it.
    public static String welcomePath(String token) {
        return "/welcome#" + token;
    }
}
