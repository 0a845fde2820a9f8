package dev.lendersync.postgres;

/// PostgreSQL cannot be prepared, started or stopped. The message is one line made for whoever runs the program.
public final class EmbeddedPostgresException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EmbeddedPostgresException(String message) {
        super(message);
    }

    EmbeddedPostgresException(String message, Throwable cause) {
        super(message, cause);
    }
}
