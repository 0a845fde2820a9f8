package dev.lendersync.staff.identity;

import dev.lendersync.staff.database.Database;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;

/// The stored staff tokens.
public final class StaffTokens {
    private final Database database;

    public StaffTokens(Database database) {
        this.database = database;
    }

    /// @param what is to be the token, for the message
    /// @throws IllegalArgumentException when it is not `lst_` and 40 letters or digits; it is not repeated
    public static void requireValid(String what, String token) {
        if (!Credentials.wellFormed(token) || !token.startsWith(Credentials.STAFF_PREFIX)) {
            throw new IllegalArgumentException(what + " must be " + Credentials.STAFF_PREFIX + " and "
                    + Credentials.LENGTH + " letters or digits");
        }
    }

    /// Stores the hash of a token, if it is not stored yet.
    ///
    /// @throws IllegalArgumentException when it has not the form of one
    public void ensure(String name, String token) {
        requireValid("a staff token", token);
        database.query(
                "INSERT INTO staff_token (name, token_hash) VALUES ($1, $2) ON CONFLICT (token_hash) DO NOTHING",
                Tuple.of(name, Buffer.buffer(Credentials.hash(token))));
    }
}
