package dev.lendersync.protocol;

import java.util.UUID;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Products for tests.
final class Products {
    static final Epoch EPOCH = new Epoch("k3v9q2xw7b");

    private static final String[] NAMES = {
        "Flex Line", "Prêt à terme «Élan»", "日本", "\uD83D\uDE00 smiley", "\uFB33 dalet", "line\n\"two\" \\ \u0001", ""
    };

    private Products() {}

    static Position at(long version) {
        return new Position(EPOCH, version);
    }

    static UUID id(long number) {
        return new UUID(0x019300aa_0000_7000L, 0x8000_0000_0000_0000L | number);
    }

    static LenderProduct product(long number, long version) {
        return product(number, version, "Product " + number);
    }

    static LenderProduct product(long number, long version, String name) {
        return LenderProduct.of(json(number, version, name));
    }

    static ObjectNode json(long number, long version, String name) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id(number).toString())
                .put("version", version)
                .put("name", name);
    }

    /// A product whose canonical JSON has exactly this many bytes.
    static LenderProduct ofSize(long number, long version, int bytes) {
        int bare = product(number, version, "").size();
        return product(number, version, "x".repeat(bytes - bare));
    }

    /// A product with members that this version of the protocol doesn't know.
    static LenderProduct random(RandomGenerator random, long number, long version) {
        ObjectNode json = json(number, version, NAMES[random.nextInt(NAMES.length)]);
        json.put("amountMin", random.nextInt(1_000_000) + ".00");
        if (random.nextBoolean()) {
            json.put("future", random.nextDouble());
            json.putObject("nested").put("b", random.nextInt()).putNull("a");
            json.putArray("list").add(random.nextBoolean()).add(NAMES[random.nextInt(NAMES.length)]);
        }
        return LenderProduct.of(json);
    }
}
