package dev.lendersync.staff.delivery;

import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Digest;
import dev.lendersync.protocol.Position;

/// Where the catalog is.
public record Head(Position position, Digest digest) {
    public static Head of(Catalog catalog) {
        return new Head(catalog.position(), catalog.digest());
    }
}
