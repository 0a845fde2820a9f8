package dev.lendersync.replica;

import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Position;
import java.util.Optional;

/// What somebody waits for.
sealed interface Wish {
    /// A pull that starts after the wish was made, whatever it brings.
    record APull() implements Wish {}

    /// A whole snapshot, asked for after the wish was made, and verified.
    record ASnapshot() implements Wish {}

    /// The same for the server of the live feed, which waits until it is done, however long that takes.
    record Resync() implements Wish {}

    /// A catalog at this position or beyond.
    record AtLeast(Position position) implements Wish {}

    /// Any catalog.
    record FirstCatalog() implements Wish {}

    /// Whether it is pulled for again after a failure, until it comes true or its deadline passes.
    default boolean patient() {
        return !(this instanceof APull || this instanceof ASnapshot);
    }

    /// Whether somebody stands and waits for it.
    default boolean eager() {
        return this instanceof AtLeast || this instanceof FirstCatalog;
    }

    /// Whether a pull that succeeded fulfils it.
    ///
    /// @param whole whether it brought the whole catalog
    default boolean fulfilledBy(boolean whole, Optional<Catalog> held) {
        return switch (this) {
            case APull _ -> true;
            case ASnapshot _, Resync _ -> whole;
            case AtLeast _, FirstCatalog _ -> fulfilledBy(held);
        };
    }

    /// Whether the catalog held fulfils it without any pull.
    default boolean fulfilledBy(Optional<Catalog> held) {
        return switch (this) {
            case APull _, ASnapshot _, Resync _ -> false;
            case AtLeast(Position wanted) ->
                held.filter(catalog -> catalog.position().hasReached(wanted)).isPresent();
            case FirstCatalog _ -> held.isPresent();
        };
    }
}
