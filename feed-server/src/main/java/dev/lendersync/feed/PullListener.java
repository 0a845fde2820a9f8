package dev.lendersync.feed;

import dev.lendersync.protocol.Position;

/// Hears what a pull was answered with; must not block.
@FunctionalInterface
public interface PullListener {
    PullListener NONE = (position, whole) -> {};

    /// The caller was sent what it needs to be at this position, or was there already.
    ///
    /// @param whole whether that was the whole catalog
    void answered(Position position, boolean whole);
}
