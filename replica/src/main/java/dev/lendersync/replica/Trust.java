package dev.lendersync.replica;

/// How far the digests bear the replica's catalog out (P7).
///
/// @param mismatches digests that disagreed in a row; agreement sets it back
/// @param doubted whether the catalog held was contradicted and no snapshot has replaced it yet
record Trust(int mismatches, boolean doubted) {
    private static final int TOLERATED = 1;

    static final Trust FULL = new Trust(0, false);

    Trust contradicted() {
        return new Trust(Math.min(mismatches, TOLERATED) + 1, true);
    }

    /// After a verified snapshot. It mends the catalog but leaves a mark: an endpoint that contradicts its own
    /// snapshots must not make the replica fetch them in a loop.
    Trust replaced() {
        return new Trust(Math.min(mismatches, TOLERATED), false);
    }

    /// Before asking what became of our position, although it was contradicted.
    Trust undoubted() {
        return new Trust(mismatches, false);
    }

    /// Whether this is a problem to report rather than something that another snapshot mends.
    boolean broken() {
        return mismatches > TOLERATED;
    }
}
