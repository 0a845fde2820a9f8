package dev.lendersync.staff.catalog;

import dev.lendersync.protocol.Digest;
import dev.lendersync.protocol.Epoch;
import dev.lendersync.protocol.LenderProduct;
import dev.lendersync.protocol.Position;
import dev.lendersync.staff.database.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Recomputes the digest of the catalog from SQL, head and view in one statement, and compares it with what the mirror
/// served at that very version. On a difference (triggers bypassed, say) it repairs the entries at a new version of a
/// new epoch, so that every client takes a snapshot.
///
/// Blocks; runs on a virtual thread.
public final class CatalogAudit {
    /// What an audit found.
    public sealed interface Finding {
        /// What is served at this position is what the database holds.
        record Agreed(Position position) implements Finding {}

        /// It was not; the entries were repaired.
        record Repaired(Position at, int products) implements Finding {}

        /// The catalog moved too fast to compare.
        record Undecided() implements Finding {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(CatalogAudit.class);
    private static final int TRIES = 5;
    private static final String SQL = """
            WITH head AS MATERIALIZED (
                SELECT sync.epoch() AS epoch, version FROM catalog_head
            )
            SELECT h.epoch, h.version AS head, c.id, c.version, c.live, c.wire
            FROM head h
            LEFT JOIN (
                SELECT coalesce(v.id, e.product_id) AS id, e.version, coalesce(e.live, false) AS live,
                       v.wire::text AS wire
                FROM published_products v
                FULL JOIN catalog_entry e ON e.product_id = v.id
                WHERE v.id IS NOT NULL OR e.live
            ) c ON true
            """;

    private record Truth(Position head, Digest digest, List<LenderProduct> products, List<UUID> outOfStep) {}

    private final Database database;
    private final CatalogMirror mirror;
    private final AtomicLong repairs = new AtomicLong();

    public CatalogAudit(Database database, CatalogMirror mirror) {
        this.database = database;
        this.mirror = mirror;
    }

    /// How many audits since the start found a difference.
    public long repairs() {
        return repairs.get();
    }

    public Finding run() {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Truth truth = truth(database.query(SQL, Tuple.tuple()));
            mirror.look().await();
            Optional<Digest> served = served(truth.head);
            if (served.isPresent()) {
                return truth.outOfStep.isEmpty() && served.get().equals(truth.digest)
                        ? new Finding.Agreed(truth.head)
                        : repair(truth);
            }
        }
        return new Finding.Undecided();
    }

    private Optional<Digest> served(Position at) {
        return Future.<Optional<Digest>>future(
                        promise -> mirror.context().runOnContext(now -> promise.complete(mirror.digestAt(at))))
                .await();
    }

    private static Truth truth(RowSet<Row> rows) {
        Row first = rows.iterator().next();
        Position head = new Position(new Epoch(first.getString("epoch")), first.getLong("head"));
        List<LenderProduct> products = new ArrayList<>();
        List<UUID> outOfStep = new ArrayList<>();
        Digest digest = Digest.EMPTY;
        for (Row row : rows) {
            UUID id = row.getUUID("id");
            if (id == null) {
                continue;
            }
            String wire = row.getString("wire");
            if (wire == null || !row.getBoolean("live")) {
                outOfStep.add(id);
            } else {
                LenderProduct product = CatalogRows.product(wire, row.getLong("version"));
                products.add(product);
                digest = digest.plus(product.hash());
            }
        }
        return new Truth(head, digest, products, outOfStep);
    }

    private Finding repair(Truth truth) {
        List<UUID> wrong = new ArrayList<>(truth.outOfStep);
        mirror.served()
                .ifPresent(served -> truth.products.stream()
                        .filter(product -> !served.history()
                                .catalog()
                                .product(product.id())
                                .equals(Optional.of(product)))
                        .map(LenderProduct::id)
                        .forEach(wrong::add));
        LOG.error("event=audit-difference position={} products={}", truth.head, wrong.size());
        repairs.incrementAndGet();
        database.query("SELECT sync.repair($1)", Tuple.of(wrong.toArray(UUID[]::new)));
        mirror.look().await();
        return new Finding.Repaired(truth.head, wrong.size());
    }
}
