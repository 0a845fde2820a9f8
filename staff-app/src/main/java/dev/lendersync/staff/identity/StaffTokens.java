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

    /// Stores the hash of a token, if it is not stored yet.
    ///
    /// @throws IllegalArgumentException when the token is not `lst_` and 40 letters and digits
    public void ensure(String name, String token) {
        if (!Credentials.wellFormed(token) || !token.startsWith(Credentials.STAFF_PREFIX)) {
            throw new IllegalArgumentException("a staff token is lst_ and 40 letters or digits");
        }
        database.query(
                "INSERT INTO staff_token (name, token_hash) VALUES ($1, $2) ON CONFLICT (token_hash) DO NOTHING",
                Tuple.of(name, Buffer.buffer(Credentials.hash(token))));
    }
}
