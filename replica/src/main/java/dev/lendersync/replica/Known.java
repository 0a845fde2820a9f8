package dev.lendersync.replica;

import dev.lendersync.protocol.Catalog;
import java.util.Optional;

/// What a replica holds and knows, whatever it is doing at the moment.
///
/// @param confirmed when PostgreSQL last confirmed the catalog's position
/// @param trouble why the last pull failed; empty when it did not
/// @param failures pulls that failed in a row
/// @param freshness as it was at the last event, see [Honesty]
/// @param lastPull the number of the last pull; answers to earlier ones come too late
/// @param feed the live feed
record Known(
        Optional<Catalog> catalog,
        Optional<Confirmation> confirmed,
        Trust trust,
        Optional<String> trouble,
        int failures,
        Reporting reporting,
        Freshness freshness,
        long lastPull,
        Feed feed) {
    private static final String NO_AGE = "The Staff App does not say when PostgreSQL last confirmed the catalog";

    static Known initially(Optional<Catalog> fromDisk, Moment now) {
        return new Known(
                fromDisk,
                Optional.empty(),
                Trust.FULL,
                Optional.empty(),
                0,
                Reporting.NOTHING,
                new Freshness.CatchingUp(now.wall(), Optional.empty()),
                0,
                Feed.initially());
    }

    /// After something that proves this catalog. An earlier word holds on for the same one only: what follows it in its
    /// epoch need not be younger, if PostgreSQL was put back meanwhile and no new epoch has begun yet.
    Known proven(Catalog next, Optional<Confirmation> confirmation, Trust nextTrust) {
        Optional<Confirmation> earlier = catalog.filter(next::equals).flatMap(_ -> confirmed);
        Optional<Confirmation> best = earlier.isPresent() && confirmation.isPresent()
                ? Optional.of(confirmation.get().orFresher(earlier.get()))
                : confirmation.or(() -> earlier);
        Optional<String> complaint = best.isPresent() ? Optional.empty() : Optional.of(NO_AGE);
        return new Known(Optional.of(next), best, nextTrust, complaint, 0, reporting, freshness, lastPull, feed);
    }

    /// After an answer that did not prove our catalog, but showed that the Staff App is there.
    Known answered() {
        return new Known(catalog, confirmed, trust, Optional.empty(), 0, reporting, freshness, lastPull, feed);
    }

    /// After a digest that is not ours: what was confirmed of this catalog no longer counts.
    Known contradicted() {
        return new Known(
                catalog,
                Optional.empty(),
                trust.contradicted(),
                Optional.empty(),
                0,
                reporting,
                freshness,
                lastPull,
                feed);
    }

    Known failed(String reason) {
        int more = Math.min(failures + 1, 1_000);
        return new Known(catalog, confirmed, trust, Optional.of(reason), more, reporting, freshness, lastPull, feed);
    }

    Known with(Trust next) {
        return new Known(catalog, confirmed, next, trouble, failures, reporting, freshness, lastPull, feed);
    }

    Known with(Reporting next) {
        return new Known(catalog, confirmed, trust, trouble, failures, next, freshness, lastPull, feed);
    }

    Known with(Freshness next) {
        return new Known(catalog, confirmed, trust, trouble, failures, reporting, next, lastPull, feed);
    }

    Known with(Feed next) {
        return new Known(catalog, confirmed, trust, trouble, failures, reporting, freshness, lastPull, next);
    }

    Known nextPull() {
        return new Known(catalog, confirmed, trust, trouble, failures, reporting, freshness, lastPull + 1, feed);
    }
}
