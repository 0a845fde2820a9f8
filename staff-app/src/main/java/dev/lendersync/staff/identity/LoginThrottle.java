package dev.lendersync.staff.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lendersync.feed.SourceNetwork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Limits guessing: [#MAX_OF_PAIR] failures in [#WINDOW] for an account from one address, [#MAX_OF_ADDRESS] from one
/// address for all accounts. There is no limit for an account alone, since anybody could lock its owner out with it.
///
/// Each node counts for itself. An attempt counts as a failure from its begin, so many at once gain nothing.
/// Thread-safe.
public final class LoginThrottle {
    public static final Duration WINDOW = Duration.ofMinutes(15);
    public static final int MAX_OF_PAIR = 10;
    public static final int MAX_OF_ADDRESS = 300;
    static final int MAX_REMEMBERED = 50_000;

    private final InstantSource clock;
    private final Cache<String, Deque<Instant>> failures;

    public LoginThrottle(InstantSource clock) {
        this.clock = clock;
        this.failures = Caffeine.newBuilder()
                .maximumSize(MAX_REMEMBERED)
                .ticker(() -> clock.millis() * 1_000_000)
                .expireAfterAccess(WINDOW)
                .build();
    }

    /// An attempt that was let through.
    public final class Attempt {
        private final String pair;
        private final String address;
        private final Instant at;

        private Attempt(String pair, String address, Instant at) {
            this.pair = pair;
            this.address = address;
            this.at = at;
        }

        /// Makes the attempt. Of the owner, earlier mistakes are forgotten; those from this address on other accounts
        /// are not. One that can't be made counts for nothing.
        public boolean right(BooleanSupplier check) {
            Verdict verdict = Verdict.NONE;
            try {
                verdict = check.getAsBoolean() ? Verdict.RIGHT : Verdict.WRONG;
                return verdict == Verdict.RIGHT;
            } finally {
                note(verdict);
            }
        }

        private void note(Verdict verdict) {
            synchronized (LoginThrottle.this) {
                if (verdict == Verdict.RIGHT) {
                    failures.invalidate(pair);
                    of(address).remove(at);
                } else if (verdict == Verdict.NONE) {
                    of(pair).remove(at);
                    of(address).remove(at);
                }
            }
        }
    }

    private enum Verdict {
        RIGHT,
        WRONG,
        NONE
    }

    /// What came of asking for an attempt.
    public sealed interface Asked {
        record Granted(Attempt attempt) implements Asked {}

        record Refused(Duration retryAfter) implements Asked {}
    }

    /// @param account the key of an e-mail address, known or not
    public synchronized Asked begin(String account, String address) {
        String network = SourceNetwork.of(address);
        String pair = account + " " + network;
        Instant now = clock.instant();
        Optional<Duration> wait = wait(network, MAX_OF_ADDRESS, now).or(() -> wait(pair, MAX_OF_PAIR, now));
        if (wait.isPresent()) {
            return new Asked.Refused(wait.get());
        }
        of(network).add(now);
        of(pair).add(now);
        return new Asked.Granted(new Attempt(pair, network, now));
    }

    private Optional<Duration> wait(String key, int max, Instant now) {
        Deque<Instant> recent = of(key);
        while (!recent.isEmpty() && !recent.getFirst().plus(WINDOW).isAfter(now)) {
            recent.removeFirst();
        }
        return recent.size() < max
                ? Optional.empty()
                : Optional.of(Duration.between(now, recent.getFirst().plus(WINDOW)));
    }

    private Deque<Instant> of(String key) {
        return failures.get(key, _ -> new ArrayDeque<>());
    }
}
