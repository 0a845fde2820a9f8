package dev.lendersync.replica;

import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Delta;
import dev.lendersync.protocol.Epoch;
import dev.lendersync.protocol.LenderProduct;
import dev.lendersync.protocol.Position;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

/// Small catalogs: the one at version N holds the products 1 to N, product N added at version N.
public final class Catalogs {
    public static final Epoch EPOCH = new Epoch("e1");
    public static final Epoch OTHER_EPOCH = new Epoch("e2");

    private Catalogs() {}

    public static Position at(long version) {
        return new Position(EPOCH, version);
    }

    public static UUID id(long number) {
        return new UUID(7, number);
    }

    public static LenderProduct product(long number, long version, String name) {
        return LenderProduct.parse(
                "{\"id\":\"%s\",\"name\":\"%s\",\"version\":%d}".formatted(id(number), name, version));
    }

    public static LenderProduct product(long number) {
        return product(number, number, "Prêt à terme " + number);
    }

    public static Catalog catalog(long version) {
        return catalog(at(version));
    }

    public static Catalog catalog(Position position) {
        return Catalog.of(
                position,
                LongStream.rangeClosed(1, position.version())
                        .mapToObj(Catalogs::product)
                        .toList());
    }

    public static Delta delta(long from, long to) {
        List<LenderProduct> added =
                LongStream.rangeClosed(from + 1, to).mapToObj(Catalogs::product).toList();
        return new Delta(at(from), at(to), catalog(to).digest(), added, List.of());
    }
}
