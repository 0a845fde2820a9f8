package dev.lendersync.staff.catalog;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/// Measures how long ago something was, as the larger of what the monotonic and the wall clock say: the first stands
/// still while a machine sleeps, the second can be set back.
public final class Elapsed {
    private final InstantSource wall;
    private final LongSupplier monotonicNanos;

    public Elapsed(InstantSource wall, LongSupplier monotonicNanos) {
        this.wall = wall;
        this.monotonicNanos = monotonicNanos;
    }

    /// A moment on both clocks.
    public record Mark(long wallMillis, long nanos) {}

    public Mark now() {
        return new Mark(wall.millis(), monotonicNanos.getAsLong());
    }

    public long millisSince(Mark mark) {
        long monotonic = (monotonicNanos.getAsLong() - mark.nanos) / 1_000_000;
        return Math.max(monotonic, Math.max(0, wall.millis() - mark.wallMillis));
    }
}
