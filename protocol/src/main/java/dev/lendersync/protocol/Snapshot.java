package dev.lendersync.protocol;

/// A whole catalog as a peer sent it.
///
/// @param catalog what was received, its digest computed from its content
/// @param claimed the digest that the sender says it has
public record Snapshot(Catalog catalog, Digest claimed) {
    /// Whether the content is what the sender has (P7).
    public boolean verified() {
        return catalog.digest().equals(claimed);
    }
}
