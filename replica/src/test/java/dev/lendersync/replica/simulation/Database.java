package dev.lendersync.replica.simulation;

import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.CatalogHistory;
import dev.lendersync.protocol.Epoch;
import dev.lendersync.protocol.LenderProduct;
import dev.lendersync.protocol.Position;
import dev.lendersync.replica.Catalogs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// PostgreSQL, and the memory of all that was ever committed.
public final class Database {
    private static final int PRODUCTS = 30;
    private static final int MAX_COPIES = 4;

    private final Schedule time;
    private final Faults faults;
    private final Map<Applied, Catalog> committed = new HashMap<>();
    private final Map<Applied, Long> lastHeadNanos = new HashMap<>();
    private final List<CatalogHistory> copies = new ArrayList<>();
    private CatalogHistory history = CatalogHistory.startingAt(Catalogs.catalog(3));
    private int epochs = 1;
    private boolean unnoticed;

    public Database(Schedule time, Faults faults) {
        this.time = time;
        this.faults = faults;
        remember();
    }

    public Catalog head() {
        return history.catalog();
    }

    CatalogHistory read() {
        return history;
    }

    /// P2: whether just this was ever committed.
    public boolean committed(Catalog catalog) {
        return Optional.of(catalog).equals(Optional.ofNullable(committed.get(Applied.of(catalog))));
    }

    /// P11: whether this was the head at some moment of the last so many seconds.
    public boolean wasHeadWithin(Catalog catalog, Duration limit) {
        Applied wanted = Applied.of(catalog);
        Long last = wanted.equals(Applied.of(head())) ? Long.valueOf(time.nanos()) : lastHeadNanos.get(wanted);
        return last != null && time.nanos() - last <= limit.toNanos();
    }

    /// One transaction.
    public void commit() {
        List<LenderProduct> upserts = new ArrayList<>();
        List<UUID> deletes = new ArrayList<>();
        Position to = head().position().at(head().position().version() + 1);
        if (faults.chance(100)) {
            head().products().forEach(product -> deletes.add(product.id()));
        } else if (faults.chance(3) && head().size() > 0) {
            deletes.add(head().products().get(faults.pick(head().size())).id());
        } else {
            for (int number = faults.pick(PRODUCTS); number < PRODUCTS + 2; number += 1 + faults.pick(PRODUCTS)) {
                upserts.add(Catalogs.product(number, to.version(), "p" + faults.pick(1_000_000)));
            }
        }
        List<UUID> changed = new ArrayList<>(deletes);
        upserts.forEach(product -> changed.add(product.id()));
        if (unnoticed) {
            faults.count(Fault.FORK);
        }
        moveTo(history.advance(head().with(to, upserts, deletes), changed));
        faults.tally().countCommit();
        if (faults.chance(15)) {
            copies.add(history);
            if (copies.size() > MAX_COPIES) {
                copies.removeFirst();
            }
        }
    }

    /// A dump is restored: other content, another history.
    void restore() {
        faults.count(Fault.EPOCH_CHANGE);
        unnoticed = false;
        long version = Math.max(0, head().position().version() - 5 + faults.pick(10));
        Catalog catalog = head();
        if (faults.chance(2) && !copies.isEmpty()) {
            catalog = copies.getFirst().catalog();
        }
        moveTo(CatalogHistory.startingAt(catalog.with(newEpoch(version), List.of(), List.of())));
    }

    /// The data directory is put back to an earlier copy, epoch included.
    void rewind() {
        if (!copies.isEmpty()) {
            faults.count(Fault.REWIND);
            unnoticed = true;
            moveTo(copies.get(faults.pick(copies.size())));
        }
    }

    /// By compare-and-set, so that two nodes don't do it twice.
    void changeSalt(Epoch seen) {
        if (head().position().epoch().equals(seen)) {
            unnoticed = false;
            Position to = newEpoch(head().position().version());
            moveTo(CatalogHistory.startingAt(head().with(to, List.of(), List.of())));
        }
    }

    void prune() {
        faults.count(Fault.PRUNE);
        history = history.withFloor(Math.max(0, head().position().version() - 5));
    }

    private Position newEpoch(long version) {
        return new Position(new Epoch("e" + ++epochs), version);
    }

    private void moveTo(CatalogHistory next) {
        lastHeadNanos.put(Applied.of(head()), time.nanos());
        history = next;
        remember();
    }

    private void remember() {
        committed.put(Applied.of(head()), head());
    }
}
