package dev.lendersync.staff.clients;

import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.CatalogHistory;
import dev.lendersync.protocol.Delta;
import dev.lendersync.protocol.LenderProduct;
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

    /// @param accepted the head that the client last accepted: what changed since is named in the notice
    static byte[] encode(CatalogHistory history, Optional<Head> accepted, Instant now) {
        Optional<Delta> delta = accepted.flatMap(head -> delta(history, head));
        List<Changed> changed = delta.map(NoticeBody::changed).orElse(List.of());
        // Without a delta, nobody knows what changed: then the few that are named are not all.
        boolean truncated = delta.map(known -> known.changes() > changed.size()).orElse(true);
        Catalog catalog = history.catalog();
        return new WebhookNotice(now, catalog.position(), catalog.digest(), false, changed, truncated).encode();
    }

    private static Optional<Delta> delta(CatalogHistory history, Head accepted) {
        return history.since(accepted.position()) instanceof Since.Available(var delta)
                ? Optional.of(delta)
                : Optional.empty();
    }

    private static List<Changed> changed(Delta delta) {
        return Stream.concat(
                        delta.upserts().stream().map(LenderProduct::id).map(id -> new Changed(id, "upsert")),
                        delta.deletes().stream().map(id -> new Changed(id, "delete")))
                .limit(WebhookNotice.MAX_CHANGED)
                .toList();
    }
}
