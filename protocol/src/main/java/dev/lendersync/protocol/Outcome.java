package dev.lendersync.protocol;

/// What became of a delta that was applied to a catalog. A peer's mistake is a value, not an exception.
public sealed interface Outcome {
    /// The delta fitted, and the digest proves the result.
    record Advanced(Catalog catalog) implements Outcome {}

    /// The catalog is already at the delta's end or beyond.
    record Duplicate() implements Outcome {}

    /// The delta starts beyond the catalog; a pull closes the gap.
    record Gap(Position at, Position from) implements Outcome {}

    /// The delta belongs to another history.
    record OtherEpoch(Epoch epoch) implements Outcome {}

    /// The delta fitted, but the result is not what the sender has.
    record DigestMismatch(Position at, Digest expected, Digest actual) implements Outcome {}
}
