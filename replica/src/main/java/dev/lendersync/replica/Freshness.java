package dev.lendersync.replica;

import java.time.Instant;
import java.util.Optional;

/// What a replica knows of itself (P11). Never optimistic: [Live] only while PostgreSQL's word is younger than 30 s.
public sealed interface Freshness {
    /// Since when it has been so.
    Instant since();

    /// When PostgreSQL last confirmed the catalog's position; empty if it never did since the replica was opened.
    Optional<Instant> asOf();

    /// Why it is so, for a person to read; empty where nothing is wrong.
    default Optional<String> reason() {
        return Optional.empty();
    }

    /// `live`, `catching-up`, `offline` or `stopped`.
    String word();

    /// PostgreSQL confirmed the position within the last 30 s, and the digests agree.
    record Live(Instant since, Optional<Instant> asOf) implements Freshness {
        @Override
        public String word() {
            return "live";
        }
    }

    /// A newer catalog exists, or none was received yet, and the replica is fetching it.
    record CatchingUp(Instant since, Optional<Instant> asOf) implements Freshness {
        @Override
        public String word() {
            return "catching-up";
        }
    }

    /// Nobody confirms the catalog at present. The last good one is served on, and the replica keeps trying.
    record Offline(Instant since, Optional<Instant> asOf, String why) implements Freshness {
        @Override
        public Optional<String> reason() {
            return Optional.of(why);
        }

        @Override
        public String word() {
            return "offline";
        }
    }

    /// Something is wrong that trying again does not mend, or the replica was closed. Unless closed it probes slowly
    /// and recovers by itself.
    record Stopped(Instant since, Optional<Instant> asOf, String why) implements Freshness {
        @Override
        public Optional<String> reason() {
            return Optional.of(why);
        }

        @Override
        public String word() {
            return "stopped";
        }
    }
}
