package dev.lendersync.replica;

/// How far the digests bear the replica's catalog out (P7).
///
/// @param mismatches digests that disagreed in a row; agreement sets it back
/// @param doubted whether the catalog held was contradicted and no snapshot has replaced it yet
/// @param outrun whether a snapshot was older than the catalog held, so that the Staff App has to be asked what became
///     of our position, before anything else: only a `410` lets the version fall (P3)
record Trust(int mismatches, boolean doubted, boolean outrun) {
    private static final int TOLERATED = 1;

    static final Trust FULL = new Trust(0, false, false);

    Trust contradicted() {
        return new Trust(Math.min(mismatches, TOLERATED) + 1, true, false);
    }

    /// After a verified snapshot. It mends the catalog but leaves a mark: an endpoint that contradicts its own
    /// snapshots must not make the replica fetch them in a loop.
    Trust replaced() {
        return new Trust(Math.min(mismatches, TOLERATED), false, false);
    }

    /// Our position is asked about first, although it was contradicted.
    Trust asking() {
        return new Trust(mismatches, false, true);
    }

    /// Whether this is a problem to report rather than something that another snapshot mends.
    boolean broken() {
        return mismatches > TOLERATED;
    }
}
