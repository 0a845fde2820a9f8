package dev.lendersync.replica;

import java.time.Duration;
import java.time.Instant;

/// One reading of both clocks.
///
/// @param nanos the monotonic clock; only differences mean anything
record Moment(Instant wall, long nanos) {
    /// The time since an earlier moment: the larger of what the two clocks say. The monotonic one stands still while
    /// a machine sleeps, the other one can be set back.
    Duration since(Moment earlier) {
        Duration monotonic = Duration.ofNanos(Math.max(0, nanos - earlier.nanos));
        Duration byWall = Duration.between(earlier.wall, wall);
        return byWall.compareTo(monotonic) > 0 ? byWall : monotonic;
    }
}
