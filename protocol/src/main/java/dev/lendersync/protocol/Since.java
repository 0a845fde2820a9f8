package dev.lendersync.protocol;

/// What a catalog's keeper can say to a reader at some position.
public sealed interface Since {
    /// The reader is at the head.
    record UpToDate() implements Since {}

    /// The reader is behind, and this delta brings it to the head.
    record Available(Delta delta) implements Since {}

    /// No delta leads from there to here; the reader takes a snapshot.
    record Gone(String why) implements Since {}

    /// Same epoch, but beyond the head: the keeper may be behind itself, or the history was rewound.
    record Ahead() implements Since {}
}
