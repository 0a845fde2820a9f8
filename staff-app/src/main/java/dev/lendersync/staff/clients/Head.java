package dev.lendersync.staff.clients;

import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Digest;
import dev.lendersync.protocol.Position;

/// Where the catalog is: what a client is told.
record Head(Position position, Digest digest) {
    static Head of(Catalog catalog) {
        return new Head(catalog.position(), catalog.digest());
    }

    /// Whether a client that says this holds exactly the catalog at this head.
    boolean isProvenBy(Applied applied) {
        return applied.position().equals(position) && applied.digest().equals(digest);
    }
}
