package dev.lendersync.replica;

import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.CatalogHistory;
import dev.lendersync.protocol.LenderProduct;
import dev.lendersync.protocol.SyncHeaders;
import dev.lendersync.replica.simulation.SyncAnswers;
import dev.lendersync.replica.transport.Request;
import dev.lendersync.replica.transport.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What the Staff App answers, without network: as SPEC.md says.
final class StaffAppDouble {
    private CatalogHistory history;
    private Optional<Long> ageMillis = Optional.of(20L);

    StaffAppDouble(Catalog catalog) {
        history = CatalogHistory.startingAt(catalog);
    }

    synchronized Catalog catalog() {
        return history.catalog();
    }

    /// One transaction.
    synchronized Catalog commit(List<LenderProduct> upserts, List<UUID> deletes) {
        Catalog now = history.catalog();
        Catalog next = now.with(now.position().at(now.position().version() + 1), upserts, deletes);
        List<UUID> changed = new java.util.ArrayList<>(deletes);
        upserts.forEach(product -> changed.add(product.id()));
        history = history.advance(next, changed);
        return next;
    }

    /// Adds product N at version N, as [Catalogs] has it.
    synchronized Catalog commitNext() {
        return commit(List.of(Catalogs.product(history.catalog().position().version() + 1)), List.of());
    }

    /// The history begins anew.
    synchronized void restore(Catalog catalog) {
        history = CatalogHistory.startingAt(catalog);
    }

    synchronized void age(Optional<Long> millis) {
        ageMillis = millis;
    }

    synchronized Response answer(Request request) {
        if (request.path().equals(SyncHeaders.APPLIED_PATH)) {
            return new Response(204, Map.of(), new byte[0]);
        }
        return SyncAnswers.answer(history, ageMillis, request);
    }
}
