package dev.lendersync.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.CatalogHistory;
import dev.lendersync.protocol.Digest;
import dev.lendersync.protocol.Epoch;
import dev.lendersync.protocol.Frame;
import dev.lendersync.protocol.Position;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Each cursor with each thing that can move it. The head is version 3, the floor is version 1.
class CursorTest {
    private static final CatalogHistory HISTORY = history();
    private static final Catalog HEAD = HISTORY.catalog();
    private static final Position OTHER = new Position(new Epoch("other"), 3);

    private static CatalogHistory history() {
        CatalogHistory history = CatalogHistory.startingAt(Samples.catalog(1, 2));
        for (long version = 2; version <= 3; version++) {
            Catalog next = history.catalog()
                    .with(Samples.at(version), List.of(Samples.product(version, version, "x")), List.of());
            history = history.advance(next, List.of(Samples.id(version)));
        }
        return history;
    }

    private static Cursor at(long version) {
        return new Cursor.At(Samples.at(version));
    }

    private static Applied applied(Position position) {
        return new Applied(position, HEAD.digest());
    }

    @Test
    @DisplayName("P5 one delta leads from the cursor to the head, however many versions lie between")
    void behind() {
        Cursor.Step step = at(1).toward(HISTORY);
        assertThat(step.cursor()).isEqualTo(at(3));
        Cursor.Send.Changes changes = (Cursor.Send.Changes) step.send().orElseThrow();
        assertThat(changes.delta().from()).isEqualTo(Samples.at(1));
        assertThat(changes.delta().to()).isEqualTo(Samples.at(3));
        assertThat(changes.delta().digest()).isEqualTo(HEAD.digest());
    }

    @Test
    void atTheHead() {
        assertThat(at(3).toward(HISTORY)).isEqualTo(new Cursor.Step(at(3), Optional.empty()));
    }

    @Test
    void noWayFromThere() {
        for (Position gone : List.of(Samples.at(0), Samples.at(4), OTHER)) {
            Cursor.Step step = new Cursor.At(gone).toward(HISTORY);
            assertThat(step.cursor()).isEqualTo(new Cursor.Awaiting());
            assertThat(((Cursor.Send.Resync) step.send().orElseThrow()).frame().full())
                    .isFalse();
        }
    }

    @Test
    void fromNowhereEverythingIsNeeded() {
        Cursor.Step step = Cursor.from(Optional.empty()).toward(HISTORY);
        assertThat(step.cursor()).isEqualTo(new Cursor.Awaiting());
        assertThat(step.send()).contains(new Cursor.Send.Resync(new Frame.Resync("a first snapshot", true)));
    }

    @Test
    void afterAResyncNothingIsSentUntilApplied() {
        Cursor awaiting = new Cursor.Awaiting();
        assertThat(awaiting.toward(HISTORY)).isEqualTo(new Cursor.Step(awaiting, Optional.empty()));
        assertThat(awaiting.after(applied(Samples.at(2)), HEAD)).isEqualTo(at(2));
        assertThat(awaiting.after(applied(OTHER), HEAD).toward(HISTORY).send().orElseThrow())
                .isInstanceOf(Cursor.Send.Resync.class);
    }

    @Test
    void appliedMovesForwardOnly() {
        assertThat(at(1).after(applied(Samples.at(2)), HEAD)).isEqualTo(at(2));
        assertThat(at(3).after(applied(Samples.at(2)), HEAD)).isEqualTo(at(3));
        assertThat(at(2).after(applied(Samples.at(9)), HEAD)).isEqualTo(at(2));
        assertThat(at(2).after(applied(OTHER), HEAD)).isEqualTo(at(2));
    }

    @Test
    @DisplayName("P7 another digest at our position is a contradiction")
    void contradiction() {
        Applied wrong = new Applied(HEAD.position(), new Digest(1, 2, 3, 4));
        assertThat(Cursor.contradicts(wrong, HEAD)).isTrue();
        assertThat(Cursor.contradicts(applied(HEAD.position()), HEAD)).isFalse();
        assertThat(Cursor.contradicts(new Applied(Samples.at(2), wrong.digest()), HEAD))
                .isFalse();
    }
}
