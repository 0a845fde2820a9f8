package dev.lendersync.replica;

/// A call that is waiting for its answer.
record Waiter(long id, Wish wish) {
    /// The live feed's own wishes. Nobody is answered.
    static final Waiter FEED_PULL = new Waiter(0, new Wish.APull());

    static final Waiter FEED_RESYNC = new Waiter(0, new Wish.Resync());
}
