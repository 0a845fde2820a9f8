package dev.lendersync.replica;

/// A listener's registration. Closing it ends it; one call may still be under way.
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}
