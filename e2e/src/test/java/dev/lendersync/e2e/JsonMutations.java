package dev.lendersync.e2e;

import dev.lendersync.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Bodies that are almost right, and bodies that are bombs.
final class JsonMutations {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEP = 100_000;
    private static final int MANY = 20_000;

    private final RandomGenerator random;
    private final List<HostileTexts.HostileText> hostile;

    JsonMutations(RandomGenerator random, List<HostileTexts.HostileText> hostile) {
        this.random = random;
        this.hostile = hostile;
    }

    /// The bytes of a body that is made of a good one.
    byte[] of(ObjectNode good) {
        return switch (random.nextInt(10)) {
            case 0 -> bomb();
            case 1 -> flipped(Json.write(good));
            case 2 -> Json.write(value());
            default -> Json.write(changed(good.deepCopy()));
        };
    }

    private ObjectNode changed(ObjectNode body) {
        List<String> members = new ArrayList<>(body.propertyNames());
        for (int changes = random.nextInt(4); changes >= 0; changes--) {
            String member =
                    members.isEmpty() || random.nextInt(8) == 0 ? text() : members.get(random.nextInt(members.size()));
            if (random.nextInt(6) == 0) {
                body.remove(member);
            } else {
                body.set(member, value());
            }
        }
        return body;
    }

    private JsonNode value() {
        return switch (random.nextInt(12)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(random.nextLong());
            case 3 -> NODES.numberNode(random.nextDouble() * 1e12);
            case 4 -> NODES.numberNode(-random.nextInt(3));
            case 5 -> array();
            case 6 -> NODES.objectNode().set(text(), NODES.stringNode(text()));
            default -> NODES.stringNode(text());
        };
    }

    private ArrayNode array() {
        ArrayNode array = NODES.arrayNode();
        for (int i = random.nextInt(5); i > 0; i--) {
            array.add(value());
        }
        return array;
    }

    String text() {
        return hostile.get(random.nextInt(hostile.size())).text();
    }

    private byte[] flipped(byte[] json) {
        for (int i = random.nextInt(4); i >= 0; i--) {
            json[random.nextInt(json.length)] = (byte) random.nextInt(256);
        }
        return json;
    }

    private byte[] bomb() {
        String bomb = switch (random.nextInt(9)) {
            case 0 -> "[".repeat(DEEP);
            case 1 -> "{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP);
            case 2 -> "{\"name\":" + "9".repeat(DEEP) + "}";
            case 3 -> "{\"amountMin\":1e" + "9".repeat(20) + "}";
            case 4 -> manyMembers();
            case 5 -> "{\"name\":\"a\",\"name\":\"b\",\"\\u006eame\":\"c\"}";
            case 6 -> "{\"name\":\"" + "\\u0041".repeat(DEEP) + "\"}";
            case 7 -> "{\"name\":\"\\ud800\",\"__proto__\":{\"role\":\"admin\"},\"role\":\"admin\"}";
            default -> "{\"name\":-0.0000000000000000000000000000000000000000000000001E-2147483648}";
        };
        return bomb.getBytes(StandardCharsets.UTF_8);
    }

    private static String manyMembers() {
        StringBuilder json = new StringBuilder("{\"a\":0");
        for (int i = 0; i < MANY; i++) {
            json.append(",\"member").append(i).append("\":").append(i);
        }
        return json.append('}').toString();
    }
}
