package dev.lendersync.staff.delivery;

import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.CatalogHistory;
import dev.lendersync.protocol.Epoch;
import dev.lendersync.protocol.LenderProduct;
import dev.lendersync.protocol.Position;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/// Catalogs to be told of.
final class Heads {
    private static final Epoch EPOCH = new Epoch("e1");

    private Heads() {}

    static Position position(long version) {
        return new Position(EPOCH, version);
    }

    static LenderProduct product(int number, long version) {
        return LenderProduct.parse(
                "{\"id\":\"%s\",\"name\":\"P%d\",\"version\":%d}".formatted(id(number), number, version));
    }

    static UUID id(int number) {
        return new UUID(0, number);
    }

    /// One product, which changed at this version.
    static CatalogHistory history(long version) {
        return CatalogHistory.of(Catalog.of(position(version), List.of(product(1, version))), 0, Map.of());
    }

    /// As many products as asked for, all changed at this version.
    static CatalogHistory history(long version, int products, Map<UUID, Long> tombstones) {
        List<LenderProduct> all = IntStream.range(0, products)
                .mapToObj(number -> product(number, version))
                .toList();
        return CatalogHistory.of(Catalog.of(position(version), all), 0, tombstones);
    }

    static Applied applied(long version) {
        return Applied.of(history(version).catalog());
    }
}
