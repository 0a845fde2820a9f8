package dev.lendersync.replica;

import dev.lendersync.protocol.Catalog;

/// What a replica is doing about its catalog. What its live feed does meanwhile is in [Known#feed()].
sealed interface State {
    Known known();

    State with(Known known);

    /// Resting until the next pull is due.
    ///
    /// @param waiting those whom the last pull did not satisfy
    record Idle(Known known, Waiters waiting) implements State {
        @Override
        public Idle with(Known next) {
            return new Idle(next, waiting);
        }
    }

    /// A pull is running: single flight, one running and one queued.
    sealed interface Busy extends State {
        /// Those who called before the pull started: it is theirs.
        Waiters served();

        /// Those who called after it started: they get another one, which starts when this one ends.
        Waiters queued();

        Busy with(Waiters served, Waiters queued);
    }

    /// Asked what changed since our position.
    ///
    /// @param asked the catalog held then; the live feed may have replaced it meanwhile
    record Pulling(Known known, Waiters served, Waiters queued, Catalog asked) implements Busy {
        @Override
        public Pulling with(Known next) {
            return new Pulling(next, served, queued, asked);
        }

        @Override
        public Pulling with(Waiters nextServed, Waiters nextQueued) {
            return new Pulling(known, nextServed, nextQueued, asked);
        }
    }

    /// Asked for the whole catalog; the old one is served meanwhile (P6).
    record TakingSnapshot(Known known, Waiters served, Waiters queued, Cause cause) implements Busy {
        @Override
        public TakingSnapshot with(Known next) {
            return new TakingSnapshot(next, served, queued, cause);
        }

        @Override
        public TakingSnapshot with(Waiters nextServed, Waiters nextQueued) {
            return new TakingSnapshot(known, nextServed, nextQueued, cause);
        }
    }

    /// Over. The last catalog can still be read.
    record Closed(Known known) implements State {
        @Override
        public Closed with(Known next) {
            return new Closed(next);
        }
    }

    /// Why a snapshot is taken.
    enum Cause {
        /// There is no catalog yet.
        NOTHING_YET,
        /// Somebody asked for it.
        ASKED_FOR,
        /// The Staff App knows no way from our position (`410`): only then may the version fall (P3).
        GONE,
        /// A digest or a delta did not fit (P7).
        CONTRADICTED
    }
}
