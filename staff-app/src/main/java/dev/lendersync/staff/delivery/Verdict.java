package dev.lendersync.staff.delivery;

import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.MalformedMessageException;
import dev.lendersync.protocol.SyncHeaders;
import dev.lendersync.staff.outbound.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an answer to a webhook means.
sealed interface Verdict {
    OptionalInt status();

    /// The client took the notice.
    ///
    /// @param applied what it says that it holds; a plain receiver says nothing
    /// @param instance which of its processes says so
    record Accepted(OptionalInt status, Optional<Applied> applied, String instance) implements Verdict {}

    /// @param reason one line without quotes, fit for logs and screens
    /// @param retryAfter the wait that the client asked for
    /// @param gone whether it wants to be told no more
    record Failed(OptionalInt status, String reason, Optional<Duration> retryAfter, boolean gone) implements Verdict {
        static final int MAX_REASON = 300;
        // Parts of it may come from the client.
        private static final Pattern UNFIT = Pattern.compile("[\\p{Cntrl}\"\\u2028\\u2029]+");

        public Failed {
            String line = UNFIT.matcher(reason).replaceAll("'");
            reason = line.substring(0, Math.min(MAX_REASON, line.length()));
        }

        static Failed because(String reason) {
            return new Failed(OptionalInt.empty(), reason, Optional.empty(), false);
        }
    }

    /// The instance that is meant when an answer names none.
    String UNNAMED = "webhook";

    int GONE = 410;

    static Verdict on(Answer answer, Instant now) {
        int status = answer.status();
        if (status >= 200 && status <= 299) {
            return new Accepted(OptionalInt.of(status), applied(answer), instance(answer));
        }
        String reason = "the endpoint answered " + status;
        if (status >= 300 && status < 400) {
            reason += ", a redirect; these are not followed";
        } else if (status == GONE) {
            reason += ": it wants to be told no more";
        }
        Optional<Duration> retryAfter = retryAfter(answer.headers().get("Retry-After"), now);
        return new Failed(OptionalInt.of(status), reason, retryAfter, status == GONE);
    }

    private static Optional<Applied> applied(Answer answer) {
        try {
            return Optional.of(Applied.decode(answer.body().getBytes()));
        } catch (MalformedMessageException plainReceiver) {
            return Optional.empty();
        }
    }

    private static String instance(Answer answer) {
        String named = answer.headers().get(SyncHeaders.INSTANCE);
        return named != null && SyncHeaders.isInstance(named) ? named : UNNAMED;
    }

    /// Seconds or an HTTP date; anything else asks for nothing.
    private static Optional<Duration> retryAfter(@Nullable String header, Instant now) {
        if (header == null) {
            return Optional.empty();
        }
        if (header.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(header)));
        }
        try {
            Instant then = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(now, then)).filter(Duration::isPositive);
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }
}
