package dev.lendersync.e2e;

/// Something that goes wrong while edits go on.
interface Fault {
    /// Begins it.
    void inject() throws Exception;

    /// Ends it: what was killed is started again, what was bent is straight. Nothing is done for those who suffered.
    void heal() throws Exception;

    /// How often it struck so far.
    long hits();

    /// Where it happens.
    ///
    /// @param editor edits all the while
    record Scene(LocalSystem system, Editor editor, CommitLog log) {}
}
