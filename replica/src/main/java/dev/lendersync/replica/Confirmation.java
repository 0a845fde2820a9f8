package dev.lendersync.replica;

import java.time.Duration;
import java.time.Instant;

/// The Staff App's word that PostgreSQL confirmed a position (P11).
///
/// @param asked when the request was *sent*: whatever was lost on the way there or back makes the word older
/// @param age how old it was by the Staff App's account
record Confirmation(Moment asked, Duration age) {
    /// How old a confirmation may be for a replica to call itself live.
    static final Duration LIMIT = Duration.ofSeconds(30);

    Duration ageAt(Moment now) {
        return age.plus(now.since(asked));
    }

    boolean validAt(Moment now) {
        return ageAt(now).compareTo(LIMIT) <= 0;
    }

    /// The one of the two that is good for longer.
    Confirmation orFresher(Confirmation other) {
        boolean later = asked.nanos() - other.asked.nanos() >= 0;
        Duration ahead = later
                ? asked.since(other.asked).plus(other.age)
                : other.asked.since(asked).plus(age);
        return (later ? age.compareTo(ahead) <= 0 : ahead.compareTo(other.age) <= 0) ? this : other;
    }

    /// When PostgreSQL confirmed.
    Instant asOf() {
        return asked.wall().minus(age);
    }
}
