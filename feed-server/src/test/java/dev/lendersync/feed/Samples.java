package dev.lendersync.feed;

import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Epoch;
import dev.lendersync.protocol.LenderProduct;
import dev.lendersync.protocol.Position;
import java.util.UUID;
import java.util.stream.LongStream;

/// Products and catalogs for tests.
final class Samples {
    static final Epoch EPOCH = new Epoch("k3v9q2xw7b");

    private Samples() {}

    static Position at(long version) {
        return new Position(EPOCH, version);
    }

    static UUID id(long number) {
        return new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L | number);
    }

    static LenderProduct product(long number, long version, String name) {
        String text = "About %d words that a lender likes to say of %s, number %d. ".formatted(number, name, version);
        return LenderProduct.parse("{\"id\":\"%s\",\"version\":%d,\"name\":\"%s\",\"description\":\"%s\"}"
                .formatted(id(number), version, name, text.repeat(6)));
    }

    /// A catalog of products 1 to `size`, all of this version.
    static Catalog catalog(long version, int size) {
        return Catalog.of(
                at(version),
                LongStream.rangeClosed(1, size)
                        .mapToObj(number -> product(number, version, "Flex Line É日 " + number))
                        .toList());
    }
}
