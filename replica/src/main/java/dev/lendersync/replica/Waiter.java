package dev.lendersync.replica;

/// A call that is waiting for its answer.
record Waiter(long id, Wish wish) {}
