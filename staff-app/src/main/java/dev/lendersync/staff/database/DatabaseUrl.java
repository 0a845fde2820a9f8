package dev.lendersync.staff.database;

import io.vertx.pgclient.PgConnectOptions;

/// Reads `postgresql://user:password@host:port/database`.
public final class DatabaseUrl {
    private DatabaseUrl() {}

    /// @param name of the option, for the message
    /// @throws IllegalArgumentException when the URL has not this form, naming the option; the URL holds a password
    ///     and is not repeated, nor is the cause, which repeats it
    public static PgConnectOptions parse(String name, String url) {
        PgConnectOptions options;
        try {
            options = PgConnectOptions.fromUri(url);
        } catch (RuntimeException e) {
            throw malformed(name);
        }
        if (options.getDatabase() == null || options.getUser() == null) {
            throw malformed(name);
        }
        return options;
    }

    private static IllegalArgumentException malformed(String name) {
        return new IllegalArgumentException(name + " must have the form postgresql://user:password@host:port/database");
    }
}
