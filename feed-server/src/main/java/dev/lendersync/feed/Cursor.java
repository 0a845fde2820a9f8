package dev.lendersync.feed;

import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.CatalogHistory;
import dev.lendersync.protocol.Delta;
import dev.lendersync.protocol.Frame;
import dev.lendersync.protocol.Position;
import dev.lendersync.protocol.Since;
import java.util.Optional;

/// How far one connection is, which is all that is remembered of what it needs (P8, P10). Pure.
sealed interface Cursor {
    /// Everything up to this position was sent, or is held by the client.
    record At(Position position) implements Cursor {}

    /// The client was sent to pull. Nothing more is sent until it says what it applied.
    record Awaiting() implements Cursor {}

    /// Where a connection begins.
    static Cursor from(Optional<Position> since) {
        return since.<Cursor>map(At::new).orElseGet(Nowhere::new);
    }

    /// The client holds nothing.
    record Nowhere() implements Cursor {}

    /// What to send.
    sealed interface Send {
        record Changes(Delta delta) implements Send {}

        record Resync(Frame.Resync frame) implements Send {}
    }

    /// What brings this connection to the head, and where it is then.
    record Step(Cursor cursor, Optional<Send> send) {}

    default Step toward(CatalogHistory history) {
        return switch (this) {
            case At(Position position) ->
                switch (history.since(position)) {
                    case Since.UpToDate _ -> new Step(this, Optional.empty());
                    case Since.Available(Delta delta) ->
                        new Step(new At(delta.to()), Optional.of(new Send.Changes(delta)));
                    case Since.Gone(String why) -> resync(why, false);
                    // The node itself was put back: the client finds out by pulling.
                    case Since.Ahead _ -> resync("this node does not know " + position, false);
                };
            case Nowhere _ -> resync("a first snapshot", true);
            case Awaiting _ -> new Step(this, Optional.empty());
        };
    }

    static Step resync(String reason, boolean full) {
        return new Step(new Awaiting(), Optional.of(new Send.Resync(new Frame.Resync(reason, full))));
    }

    /// The client says what it holds. That never moves the cursor back, so nothing is sent twice.
    default Cursor after(Applied applied, Catalog head) {
        Position position = applied.position();
        boolean ours = head.position().hasReached(position);
        return switch (this) {
            case Awaiting _, Nowhere _ -> new At(position);
            case At(Position sent) -> ours && position.hasReached(sent) ? new At(position) : this;
        };
    }

    /// Whether the client holds something else than we do at the same position (P7).
    static boolean contradicts(Applied applied, Catalog head) {
        return applied.position().equals(head.position()) && !applied.digest().equals(head.digest());
    }
}
