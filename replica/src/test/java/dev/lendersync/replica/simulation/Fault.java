package dev.lendersync.replica.simulation;

/// What can go wrong. Each is counted where it takes effect.
public enum Fault {
    /// A request, an answer or a webhook is lost.
    DROP,
    /// A request or a webhook arrives twice.
    DUPLICATE,
    /// A request, an answer or a webhook takes seconds.
    DELAY,
    /// An answer or a webhook arrives before one that was sent earlier.
    REORDER,
    /// A body or a frame ends in the middle.
    TRUNCATE,
    /// An answer or a frame holds something else than was sent.
    CORRUPT,
    /// A node's memory is wrong: for a while all that it sends contradicts its own digests.
    LIE,
    /// The transport itself throws.
    THROW,
    /// Something in between answers with an error of its own.
    REFUSE,
    /// Something in between answers with what it remembers.
    STALE_CACHE,
    /// A live connection moves nothing for a while.
    STALL,
    /// A live connection breaks, and both ends learn of it.
    CUT,
    /// A live connection is dead, and neither end learns of it.
    HALF_OPEN,
    /// Nothing gets through between a replica and a node.
    PARTITION,
    /// A node loses PostgreSQL and serves on.
    CUT_OFF_FROM_POSTGRES,
    /// A notification of PostgreSQL is lost.
    LOST_NOTIFY,
    /// A node dies and comes back with its data folder.
    STAFF_CRASH,
    /// A node dies and comes back without its data folder.
    STAFF_CRASH_WITHOUT_FOLDER,
    /// A node drains its connections and restarts.
    GOODBYE,
    /// A replica's process is closed and started again.
    CLIENT_RESTART,
    /// A replica's machine dies, perhaps while writing, and comes back with its disk.
    CLIENT_CRASH,
    /// A replica dies and comes back without its file.
    CLIENT_CRASH_WITHOUT_FILE,
    /// A replica dies and its file comes back with wrong content.
    TORN_FILE,
    /// A replica's file comes back as it was earlier.
    OLD_FILE,
    /// A replica's disk takes nothing.
    FULL_DISK,
    /// A replica's wall clock jumps.
    CLOCK_JUMP,
    /// A restored dump: another history.
    EPOCH_CHANGE,
    /// PostgreSQL's data directory is put back to an earlier copy.
    REWIND,
    /// An edit is committed on a database that was put back, before any node changed its salt.
    FORK,
    /// The oldest tombstones are pruned.
    PRUNE,
    /// A node sends its connections to pull, again and again.
    RESYNC_STORM
}
