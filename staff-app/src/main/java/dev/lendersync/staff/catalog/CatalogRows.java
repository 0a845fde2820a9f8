package dev.lendersync.staff.catalog;

import dev.lendersync.protocol.Epoch;
import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.LenderProduct;
import dev.lendersync.protocol.Position;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/// What PostgreSQL says changed in the catalog since a position, or the whole catalog when the epoch is another one.
///
/// @param whole whether this is everything rather than what changed
/// @param floor the oldest version from which a delta can be made
/// @param gone products that left the catalog, and at which version
record CatalogRows(Position head, boolean whole, long floor, List<LenderProduct> upserts, Map<UUID, Long> gone) {
    /// Head, entries and view in one statement, so in one snapshot: two statements would now and then show the head of
    /// one moment with the products of another. The view is read per entry (`LATERAL … OFFSET 0`): joined freely,
    /// the wire of all products would be made to find the few that changed.
    static final String SQL = """
            WITH head AS MATERIALIZED (
                SELECT sync.epoch() AS epoch, version, floor_version FROM catalog_head
            )
            SELECT h.epoch, h.version AS head, h.floor_version, e.product_id, e.version, e.live, v.wire::text AS wire
            FROM head h
            LEFT JOIN catalog_entry e ON e.version > CASE WHEN h.epoch = $1 THEN $2::bigint ELSE -1 END
            LEFT JOIN LATERAL (
                SELECT p.wire FROM published_products p WHERE p.id = e.product_id AND e.live OFFSET 0
            ) v ON true
            """;

    /// Beyond this many rows, decoding is no work for an event loop.
    static final int FEW = 100;

    static Tuple since(Position position) {
        return Tuple.of(position.epoch().value(), position.version());
    }

    static Tuple everything() {
        return Tuple.of("", -1L);
    }

    /// @throws NotPrimaryException when the server is a standby
    static CatalogRows decode(RowSet<Row> rows, Tuple asked) {
        Row first = rows.iterator().next();
        String epoch = first.getString("epoch");
        if (epoch == null) {
            throw new NotPrimaryException();
        }
        List<LenderProduct> upserts = new ArrayList<>();
        Map<UUID, Long> gone = new HashMap<>();
        for (Row row : rows) {
            UUID id = row.getUUID("product_id");
            if (id == null) {
                continue;
            }
            String wire = row.getString("wire");
            // An entry that is live without a published product means that triggers were bypassed. It is served as
            // gone, which is what the view says; the audit repairs the entry.
            if (wire == null) {
                gone.put(id, row.getLong("version"));
            } else {
                upserts.add(product(wire, row.getLong("version")));
            }
        }
        Position head = new Position(new Epoch(epoch), first.getLong("head"));
        return new CatalogRows(head, !epoch.equals(asked.getString(0)), first.getLong("floor_version"), upserts, gone);
    }

    static LenderProduct product(String wire, long version) {
        ObjectNode json = (ObjectNode) Json.read(wire);
        return LenderProduct.of(json.put("version", version));
    }

    /// The server is a standby, which must not speak for the catalog.
    static final class NotPrimaryException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotPrimaryException() {
            super("PostgreSQL is in recovery: a standby does not speak for the catalog");
        }
    }
}
