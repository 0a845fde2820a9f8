package dev.lendersync.staff.delivery;

import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.CatalogHistory;
import dev.lendersync.protocol.Delta;
import dev.lendersync.protocol.LenderProduct;
import dev.lendersync.protocol.Position;
import dev.lendersync.protocol.Since;
import dev.lendersync.protocol.WebhookNotice;
import dev.lendersync.protocol.WebhookNotice.Changed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Writes the body of a webhook.
final class NoticeBody {
    private NoticeBody() {}

    /// @param accepted the position that the client last accepted: what changed since is named in the notice
    /// @param force whether the client is to take the whole catalog
    static byte[] encode(CatalogHistory history, Optional<Position> accepted, boolean force, Instant now) {
        Optional<Delta> delta = accepted.flatMap(position -> delta(history, position));
        List<Changed> changed = delta.map(NoticeBody::changed).orElse(List.of());
        // Without a delta, nobody knows what changed: then the few that are named are not all.
        boolean truncated = delta.map(known -> known.changes() > changed.size()).orElse(true);
        Catalog catalog = history.catalog();
        return new WebhookNotice(now, catalog.position(), catalog.digest(), force, changed, truncated).encode();
    }

    private static Optional<Delta> delta(CatalogHistory history, Position accepted) {
        return history.since(accepted) instanceof Since.Available(var delta) ? Optional.of(delta) : Optional.empty();
    }

    private static List<Changed> changed(Delta delta) {
        return Stream.concat(
                        delta.upserts().stream().map(LenderProduct::id).map(id -> new Changed(id, "upsert")),
                        delta.deletes().stream().map(id -> new Changed(id, "delete")))
                .limit(WebhookNotice.MAX_CHANGED)
                .toList();
    }
}
