package dev.lendersync.staff.delivery;

import dev.lendersync.protocol.Position;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What was heard of one instance of a client since this was last written: the latest of each kind. Not thread-safe.
final class Signs {
    /// Whether its live connection is open; unknown when it was not heard on one.
    private @Nullable Boolean live;

    private @Nullable Position fetched;
    private long snapshotNanos;
    private boolean snapshot;
    private @Nullable Proof proof;
    private long proofNanos;

    void live(boolean open) {
        live = open;
    }

    void fetched(Position position, boolean whole, long nanos) {
        fetched = position;
        if (whole) {
            snapshot = true;
            snapshotNanos = nanos;
        }
    }

    void proved(Proof next, long nanos) {
        proof = next;
        proofNanos = nanos;
    }

    /// What came later replaces what these say.
    void add(Signs later) {
        live = later.live == null ? live : later.live;
        fetched = later.fetched == null ? fetched : later.fetched;
        if (later.snapshot) {
            snapshot = true;
            snapshotNanos = later.snapshotNanos;
        }
        if (later.proof != null) {
            proof = later.proof;
            proofNanos = later.proofNanos;
        }
    }

    Optional<Boolean> live() {
        return Optional.ofNullable(live);
    }

    Optional<Position> fetched() {
        return Optional.ofNullable(fetched);
    }

    /// When it was last sent the whole catalog.
    OptionalLong snapshotNanos() {
        return snapshot ? OptionalLong.of(snapshotNanos) : OptionalLong.empty();
    }

    Optional<Proof> proof() {
        return Optional.ofNullable(proof);
    }

    long proofNanos() {
        return proofNanos;
    }
}
