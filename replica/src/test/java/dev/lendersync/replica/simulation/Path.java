package dev.lendersync.replica.simulation;

/// The way between one replica and one node. While it is blocked, what flows waits and what begins is lost.
final class Path {
    private final StaffNode node;
    private long blockedUntil;

    Path(StaffNode node) {
        this.node = node;
    }

    StaffNode node() {
        return node;
    }

    long blockedUntil() {
        return blockedUntil;
    }

    void blockUntil(long nanos) {
        blockedUntil = nanos;
    }
}
