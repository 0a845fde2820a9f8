package dev.lendersync.replica;

import dev.lendersync.replica.transport.Live;
import dev.lendersync.replica.transport.LiveListener;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A Staff App without a live feed.
final class NoFeed implements Live {
    private NoFeed() {}

    static Live refuse(LiveListener listener) {
        listener.ended("The Staff App answered 404", Optional.empty());
        return new NoFeed();
    }

    @Override
    public CompletableFuture<?> send(String text) {
        throw new IllegalStateException("never open");
    }

    @Override
    public void next() {
        throw new IllegalStateException("never open");
    }

    @Override
    public void close() {}
}
