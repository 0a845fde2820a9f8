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
    private final Cache<String, Failures> failures;

    public LoginThrottle(InstantSource clock) {
        this.clock = clock;
        this.failures = Caffeine.newBuilder()
                .maximumSize(MAX_REMEMBERED)
                .ticker(() -> clock.millis() * 1_000_000)
                .expireAfterAccess(WINDOW)
                .build();
    }

    /// Of one key: those within the window, and whether somebody was refused since the last of them.
    private static final class Failures {
        private final Deque<Instant> recent = new ArrayDeque<>();
        private boolean refused;
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
                    of(address).recent.remove(at);
                } else if (verdict == Verdict.NONE) {
                    of(pair).recent.remove(at);
                    of(address).recent.remove(at);
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

        /// @param first whether nobody was refused for this since the last failure
        record Refused(Duration retryAfter, boolean first) implements Asked {}
    }

    /// @param account the key of an e-mail address, known or not
    public synchronized Asked begin(String account, String address) {
        String network = SourceNetwork.of(address);
        String pair = account + " " + network;
        Instant now = clock.instant();
        Optional<Asked.Refused> refused =
                refused(network, MAX_OF_ADDRESS, now).or(() -> refused(pair, MAX_OF_PAIR, now));
        if (refused.isPresent()) {
            return refused.get();
        }
        of(network).recent.add(now);
        of(pair).recent.add(now);
        return new Asked.Granted(new Attempt(pair, network, now));
    }

    private Optional<Asked.Refused> refused(String key, int max, Instant now) {
        Failures its = of(key);
        Deque<Instant> recent = its.recent;
        while (!recent.isEmpty() && !recent.getFirst().plus(WINDOW).isAfter(now)) {
            recent.removeFirst();
        }
        boolean first = !its.refused;
        its.refused = recent.size() >= max;
        return its.refused
                ? Optional.of(new Asked.Refused(
                        Duration.between(now, recent.getFirst().plus(WINDOW)), first))
                : Optional.empty();
    }

    private Failures of(String key) {
        return failures.get(key, _ -> new Failures());
    }
}
