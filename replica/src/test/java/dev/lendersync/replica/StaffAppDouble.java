package dev.lendersync.replica;

import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.CatalogHistory;
import dev.lendersync.protocol.Digest;
import dev.lendersync.protocol.LenderProduct;
import dev.lendersync.protocol.Position;
import dev.lendersync.protocol.Problem;
import dev.lendersync.protocol.Since;
import dev.lendersync.protocol.SyncCodec;
import dev.lendersync.protocol.SyncHeaders;
import dev.lendersync.replica.transport.Request;
import dev.lendersync.replica.transport.Response;
import java.util.HashMap;
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

    /// Another one in the same state, which goes its own way from here.
    synchronized StaffAppDouble copy() {
        StaffAppDouble copy = new StaffAppDouble(history.catalog());
        copy.history = history;
        return copy;
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
        int query = request.path().indexOf("?since=");
        if (query < 0) {
            return ok(SyncCodec.encode(history.catalog()));
        }
        Position since = Position.parse(request.path().substring(query + "?since=".length()));
        return switch (history.since(since)) {
            case Since.UpToDate _ -> new Response(304, headers(), new byte[0]);
            case Since.Available(var delta) -> ok(SyncCodec.encode(delta));
            case Since.Gone(String why) ->
                new Response(410, headers(), Problem.resyncRequired(why).encode());
            case Since.Ahead _ ->
                new Response(410, headers(), Problem.resyncRequired("ahead").encode());
        };
    }

    private Response ok(byte[] body) {
        return new Response(200, headers(), body);
    }

    private Map<String, String> headers() {
        Digest digest = history.catalog().digest();
        Map<String, String> headers = new HashMap<>(Map.of(
                SyncHeaders.DIGEST,
                digest.toString(),
                "ETag",
                "\"" + history.catalog().position() + "\""));
        ageMillis.ifPresent(age -> headers.put(SyncHeaders.AGE_MILLIS, Long.toString(age)));
        return headers;
    }
}
