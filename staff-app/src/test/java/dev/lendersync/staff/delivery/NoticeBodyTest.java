package dev.lendersync.staff.delivery;

import static dev.lendersync.staff.delivery.Heads.history;
import static dev.lendersync.staff.delivery.Heads.id;
import static dev.lendersync.staff.delivery.Heads.position;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.CatalogHistory;
import dev.lendersync.protocol.Epoch;
import dev.lendersync.protocol.Position;
import dev.lendersync.protocol.WebhookNotice;
import dev.lendersync.protocol.WebhookNotice.Changed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NoticeBodyTest {
    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

    private static WebhookNotice notice(CatalogHistory history, Optional<Position> accepted) {
        byte[] body = NoticeBody.encode(history, accepted, false, NOW);
        assertThat(body).hasSizeLessThan(WebhookNotice.MAX_BYTES);
        return WebhookNotice.decode(body);
    }

    @Test
    void namesWhatChangedSinceTheClientLastAccepted() {
        CatalogHistory history = history(5, 2, Map.of(id(7), 4L, id(8), 2L));

        WebhookNotice notice = notice(history, Optional.of(position(3)));

        assertThat(notice.position()).isEqualTo(position(5));
        assertThat(notice.digest()).isEqualTo(history.catalog().digest());
        assertThat(notice.timestamp()).isEqualTo(NOW);
        assertThat(notice.force()).isFalse();
        assertThat(notice.changed())
                .containsExactly(
                        new Changed(id(0), "upsert"), new Changed(id(1), "upsert"), new Changed(id(7), "delete"));
        assertThat(notice.truncated()).isFalse();
    }

    @Test
    void namesNoMoreThanItMay() {
        WebhookNotice full = notice(history(5, 100, Map.of()), Optional.of(position(3)));
        WebhookNotice overfull = notice(history(5, 101, Map.of()), Optional.of(position(3)));

        assertThat(full.changed()).hasSize(100);
        assertThat(full.truncated()).isFalse();
        assertThat(overfull.changed()).hasSize(100);
        assertThat(overfull.truncated()).isTrue();
    }

    @Test
    void saysSoWhenItCannotKnowWhatChanged() {
        Position otherHistory = new Position(new Epoch("e0"), 3);

        for (Optional<Position> accepted : List.of(Optional.<Position>empty(), Optional.of(otherHistory))) {
            WebhookNotice notice = notice(history(5), accepted);
            assertThat(notice.changed()).isEmpty();
            assertThat(notice.truncated()).isTrue();
        }
    }
}
