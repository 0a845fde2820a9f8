package dev.lendersync.staff.database;

import org.jspecify.annotations.Nullable;

/// The Staff App can't start on this database. The message is one line that says why.
public final class UnfitDatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnfitDatabaseException(String message) {
        super(message);
    }

    public UnfitDatabaseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
