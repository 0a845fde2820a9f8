package dev.lendersync.replica;

import dev.lendersync.protocol.Position;

/// The Staff App answers, but did not come to the position that was asked for in time.
public final class PositionNotReachedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PositionNotReachedException(Position wanted) {
        super("The catalog did not reach position " + wanted + " in time");
    }
}
