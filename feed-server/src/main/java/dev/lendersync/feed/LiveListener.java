package dev.lendersync.feed;

import dev.lendersync.protocol.Applied;

/// Hears what clients say on the live feed; called on the feed's event loop, so it must not block.
public interface LiveListener {
    /// The client gave a sign of life.
    void seen(LiveCaller caller);

    /// The client holds this, applied and verified.
    void applied(LiveCaller caller, Applied applied);

    LiveListener NONE = new LiveListener() {
        @Override
        public void seen(LiveCaller caller) {}

        @Override
        public void applied(LiveCaller caller, Applied applied) {}
    };
}
