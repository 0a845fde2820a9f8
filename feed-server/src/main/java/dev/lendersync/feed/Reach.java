package dev.lendersync.feed;

/// What came of waiting for a position.
public sealed interface Reach {
    /// The node has it now.
    record Reached() implements Reach {}

    /// No such position exists: the reader takes a snapshot.
    record Unknown(String why) implements Reach {}

    /// The position may exist, but this node does not have it yet: the reader asks again.
    record Late(String why) implements Reach {}
}
