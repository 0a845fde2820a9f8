package dev.lendersync.staff.clients;

import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.MalformedMessageException;
import dev.lendersync.staff.outbound.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an answer to a webhook means.
sealed interface Verdict {
    /// The client took the notice and says what it holds.
    record Accepted(Applied applied) implements Verdict {}

    /// @param reason one line without quotes, fit for logs and screens
    /// @param retryAfter the wait that the client asked for
    record Failed(String reason, Optional<Duration> retryAfter) implements Verdict {
        private static final int MAX_REASON = 300;
        // Parts of it may come from the client.
        private static final Pattern UNFIT = Pattern.compile("[\\p{Cntrl}\"\\u2028\\u2029]+");

        public Failed {
            String line = UNFIT.matcher(reason).replaceAll("'");
            reason = line.substring(0, Math.min(MAX_REASON, line.length()));
        }

        static Failed because(String reason) {
            return new Failed(reason, Optional.empty());
        }
    }

    static Verdict on(Answer answer, Instant now) {
        int status = answer.status();
        if (status >= 300 && status < 400) {
            return Failed.because("the endpoint answered " + status + ", a redirect; these are not followed");
        }
        if (status < 200 || status > 299) {
            String header = answer.headers().get("Retry-After");
            return new Failed("the endpoint answered " + status, retryAfter(header, now));
        }
        try {
            return new Accepted(Applied.decode(answer.body().getBytes()));
        } catch (MalformedMessageException e) {
            return Failed.because("the endpoint answered " + status
                    + ", but not with the position and digest that it applied: " + e.getMessage());
        }
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
