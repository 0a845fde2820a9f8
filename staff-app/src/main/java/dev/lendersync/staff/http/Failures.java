package dev.lendersync.staff.http;

import dev.lendersync.protocol.Problem;
import dev.lendersync.staff.identity.BusyException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns what a feature threw into the problem that the caller sees. What is not foreseen is logged with a number that
/// the caller gets too, and nothing of it is told to him.
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static Problem problem(Throwable failure) {
        return switch (failure) {
            case ProblemException known -> known.problem();
            case PgException sql -> ofSql(sql);
            case BusyException _ -> Problem.of(503, "busy", "Try again", "Too many passwords are being checked.");
            case VertxException _, IOException _, TimeoutException _ -> unavailable(failure);
            default -> unforeseen(failure);
        };
    }

    private static Problem ofSql(PgException sql) {
        String state = String.valueOf(sql.getSqlState());
        return switch (state) {
            case "40001", "40P01", "55P03", "57014" ->
                Problem.of(503, "busy", "Try again", "Other writes were in the way. Nothing was changed; try again.");
            // Whoever made it saw what it belongs to a moment before.
            case "23503" ->
                Problem.of(
                        409,
                        "refused",
                        "Not possible now",
                        "What it belongs to was removed meanwhile. Nothing was changed.");
            case "22021", "22P05" ->
                Problem.of(
                        422, "invalid", "The body breaks the rules", "The text holds a character that can't be kept.");
            default -> isUnavailable(sql, state) ? unavailable(sql) : unforeseen(sql);
        };
    }

    /// FATAL ends a session, or lets none begin: the server goes, is full, or takes nobody.
    private static boolean isUnavailable(PgException sql, String state) {
        return "FATAL".equals(sql.getSeverity())
                || state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("53");
    }

    private static Problem unavailable(Throwable failure) {
        LOG.warn("event=database-unavailable reason=\"{}\"", failure.toString());
        return Problem.of(
                503,
                "database-unavailable",
                "The database can't be reached",
                "Reads go on; try the write again later.");
    }

    private static Problem unforeseen(Throwable failure) {
        String incident = UUID.randomUUID().toString();
        LOG.error("event=request-failed incident={}", incident, failure);
        return Problem.of(500, "internal", "Something went wrong", "It was logged as incident " + incident + ".");
    }
}
