package dev.lendersync.feed;

import dev.lendersync.protocol.Applied;

/// Hears what clients say on the live feed; called on the feed's event loop, so it must not block.
public interface LiveListener {
    /// The client opened a connection.
    void connected(LiveCaller caller);

    /// The client gave a sign of life.
    void seen(LiveCaller caller);

    /// The client holds this, applied and verified.
    void applied(LiveCaller caller, Applied applied);

    /// A connection of the client ended.
    void gone(LiveCaller caller);

    LiveListener NONE = new LiveListener() {
        @Override
        public void connected(LiveCaller caller) {}

        @Override
        public void seen(LiveCaller caller) {}

        @Override
        public void applied(LiveCaller caller, Applied applied) {}

        @Override
        public void gone(LiveCaller caller) {}
    };
}
