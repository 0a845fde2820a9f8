package dev.lendersync.protocol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// The oracle: random transactions on a catalog, with every catalog that was ever committed kept whole.
final class StaffHistory {
    /// The most products, so that ids are often edited, deleted and made again.
    private static final int IDS = 12;

    private final RandomGenerator random;
    private final List<Map<UUID, LenderProduct>> committed = new ArrayList<>(List.of(Map.of()));

    private StaffHistory(RandomGenerator random) {
        this.random = random;
    }

    static StaffHistory random(RandomGenerator random, int transactions) {
        StaffHistory history = new StaffHistory(random);
        for (int i = 0; i < transactions; i++) {
            history.commit();
        }
        return history;
    }

    /// One transaction of one to four edits, each of which changes something.
    private void commit() {
        Map<UUID, LenderProduct> next = new HashMap<>(committed.getLast());
        long version = committed.size();
        int edits = random.nextInt(1, 5);
        for (int i = 0; i < edits; i++) {
            int number = random.nextInt(IDS);
            UUID id = Products.id(number);
            if (next.containsKey(id) && random.nextInt(3) == 0) {
                next.remove(id);
            } else {
                next.put(id, Products.random(random, number, version));
            }
        }
        committed.add(next);
    }

    int head() {
        return committed.size() - 1;
    }

    /// The catalog as committed, built from scratch.
    Catalog catalog(long version) {
        return Catalog.of(Products.at(version), committed.get((int) version).values());
    }

    /// The ids that differ between two committed catalogs.
    Set<UUID> differing(long from, long to) {
        Map<UUID, LenderProduct> before = committed.get((int) from);
        Map<UUID, LenderProduct> after = committed.get((int) to);
        Set<UUID> ids = new HashSet<>(before.keySet());
        ids.addAll(after.keySet());
        ids.removeIf(id -> Objects.equals(before.get(id), after.get(id)));
        return ids;
    }

    /// The ids that some transaction after `from`, up to `to`, changed.
    Set<UUID> touched(long from, long to) {
        Set<UUID> ids = new HashSet<>();
        for (long version = from; version < to; version++) {
            ids.addAll(differing(version, version + 1));
        }
        return ids;
    }

    /// The delta from one committed catalog to another.
    Delta delta(long from, long to) {
        Catalog after = catalog(to);
        List<LenderProduct> upserts = new ArrayList<>();
        List<UUID> deletes = new ArrayList<>();
        // Final states of everything touched, so that it is right for every catalog in between too.
        for (UUID id : touched(from, to)) {
            after.product(id).ifPresentOrElse(upserts::add, () -> deletes.add(id));
        }
        return new Delta(Products.at(from), Products.at(to), after.digest(), upserts, deletes);
    }

    /// For each product that is gone at `version`: when it went.
    Map<UUID, Long> tombstones(long version) {
        Map<UUID, Long> tombstones = new HashMap<>();
        for (long v = 1; v <= version; v++) {
            for (UUID id : differing(v - 1, v)) {
                if (committed.get((int) v).containsKey(id)) {
                    tombstones.remove(id);
                } else {
                    tombstones.put(id, v);
                }
            }
        }
        return tombstones;
    }
}
