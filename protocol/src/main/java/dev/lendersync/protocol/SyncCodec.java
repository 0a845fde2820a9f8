package dev.lendersync.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/// The bodies of `GET /api/lender-products/sync`: SPEC.md, section *Pull*.
public final class SyncCodec {
    private SyncCodec() {}

    /// The snapshot of a catalog, UTF-8 JSON. Products are written as their canonical bytes, so this only copies.
    public static byte[] encode(Catalog catalog) {
        Body body = new Body(64 + catalog.size() * 700);
        body.text("{\"success\":true,\"position\":\"" + catalog.position() + "\",\"digest\":\"" + catalog.digest()
                + "\",\"products\":");
        body.products(catalog.products());
        body.text("}");
        return body.toByteArray();
    }

    /// A delta, UTF-8 JSON.
    public static byte[] encode(Delta delta) {
        Body body = new Body(256 + delta.changes() * 700);
        body.text("{\"success\":true,");
        body.delta(delta);
        body.text("}");
        return body.toByteArray();
    }

    /// Reads a snapshot, product by product, so that its JSON is never held as one tree.
    ///
    /// @throws MalformedMessageException when it does not keep to the protocol
    public static Snapshot decodeSnapshot(byte[] body) {
        try (JsonParser parser = Json.MAPPER.createParser(body)) {
            return readSnapshot(parser);
        } catch (JacksonException e) {
            throw Json.notJson(e);
        }
    }

    /// Reads a delta.
    ///
    /// @throws MalformedMessageException when it does not keep to the protocol
    public static Delta decodeDelta(byte[] body) {
        return delta(Json.read(body));
    }

    static Delta delta(JsonNode json) {
        return new Delta(
                Json.parsed(json, "from", Position::parse),
                Json.parsed(json, "to", Position::parse),
                Json.parsed(json, "digest", Digest::parse),
                Json.list(json, "upserts", LenderProduct::of),
                Json.list(json, "deletes", SyncCodec::id));
    }

    private static UUID id(JsonNode node) {
        if (!node.isString()) {
            throw new MalformedMessageException("\"deletes\" must hold ids");
        }
        return Json.parsed("\"deletes\"", node.stringValue(), LenderProduct::parseId);
    }

    private static Snapshot readSnapshot(JsonParser parser) {
        @Nullable Position position = null;
        @Nullable Digest digest = null;
        @Nullable List<LenderProduct> products = null;
        expect(parser.nextToken(), JsonToken.START_OBJECT, "a snapshot must be a JSON object");
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "position" -> position = parsed(parser, value, name, Position::parse);
                case "digest" -> digest = parsed(parser, value, name, Digest::parse);
                case "products" -> products = readProducts(parser, value);
                default -> parser.skipChildren();
            }
        }
        if (position == null || digest == null || products == null) {
            throw new MalformedMessageException("a snapshot has the members \"position\", \"digest\" and \"products\"");
        }
        if (parser.nextToken() != null) {
            throw new MalformedMessageException("not JSON: something follows the snapshot");
        }
        return new Snapshot(Catalog.of(position, products), digest);
    }

    private static List<LenderProduct> readProducts(JsonParser parser, JsonToken start) {
        expect(start, JsonToken.START_ARRAY, "member \"products\" must be an array");
        List<LenderProduct> products = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonNode product = parser.readValueAsTree();
            products.add(LenderProduct.of(product));
        }
        return products;
    }

    private static <T> T parsed(JsonParser parser, JsonToken value, String name, Function<String, T> form) {
        String member = "member \"" + name + "\"";
        expect(value, JsonToken.VALUE_STRING, member + " must be a string");
        return Json.parsed(member, parser.getString(), form);
    }

    private static void expect(@Nullable JsonToken actual, JsonToken expected, String otherwise) {
        if (actual != expected) {
            throw new MalformedMessageException(otherwise);
        }
    }

    /// JSON under construction.
    static final class Body extends ByteArrayOutputStream {
        Body(int size) {
            super(size);
        }

        void text(String text) {
            writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }

        void delta(Delta delta) {
            text("\"from\":\"" + delta.from() + "\",\"to\":\"" + delta.to() + "\",\"digest\":\"" + delta.digest()
                    + "\",\"upserts\":");
            products(delta.upserts());
            text(",\"deletes\":[");
            String separator = "";
            for (UUID id : delta.deletes()) {
                text(separator + "\"" + id + "\"");
                separator = ",";
            }
            text("]");
        }

        void products(Collection<LenderProduct> products) {
            char separator = '[';
            for (LenderProduct product : products) {
                write(separator);
                writeBytes(product.sharedCanonical());
                separator = ',';
            }
            text(products.isEmpty() ? "[]" : "]");
        }
    }
}
