package dev.lendersync.protocol;

import java.util.Arrays;
import java.util.Comparator;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// One lender product as it is on the wire. It holds the product's canonical JSON (RFC 8785), unknown members
/// included, so what a newer server sent is kept and hashed whole; see [ProductDetails] for the members by name.
///
/// Immutable. Two products are equal when their canonical JSON is.
public final class LenderProduct {
    /// The order of a snapshot: by name (code points), then by id.
    public static final Comparator<LenderProduct> BY_NAME =
            Comparator.comparing(LenderProduct::name, CodePoints.ORDER).thenComparing(p -> p.id.toString());

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final UUID id;
    private final String name;
    private final long version;
    private final byte[] canonical;
    private final Digest hash;

    private LenderProduct(UUID id, String name, long version, byte[] canonical) {
        this.id = id;
        this.name = name;
        this.version = version;
        this.canonical = canonical;
        this.hash = Digest.of(canonical);
    }

    /// Reads a product: a JSON object with at least `id` (a lower-case UUID) and `version` (0 to 2^53−1).
    ///
    /// @throws MalformedMessageException saying what is wrong
    public static LenderProduct of(JsonNode json) {
        if (!json.isObject()) {
            throw new MalformedMessageException("a product must be a JSON object");
        }
        UUID id = Json.parsed(json, "id", LenderProduct::parseId);
        JsonNode name = json.path("name");
        return new LenderProduct(
                id, name.isString() ? name.stringValue() : "", version(json), CanonicalJson.write(json));
    }

    /// Reads a product's JSON text; see [#of(JsonNode)].
    public static LenderProduct parse(String json) {
        return of(Json.read(json));
    }

    /// Reads the id of a product.
    ///
    /// @throws IllegalArgumentException when it is not a lower-case UUID
    public static UUID parseId(String text) {
        if (!UUID_FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("an id is a lower-case UUID");
        }
        return UUID.fromString(text);
    }

    private static long version(JsonNode json) {
        JsonNode version = json.path("version");
        boolean valid = version.isIntegralNumber()
                && version.canConvertToLong()
                && version.longValue() >= 0
                && version.longValue() <= Position.MAX_INTEGER;
        if (!valid) {
            throw new MalformedMessageException("member \"version\" of a product must be a whole number to 2^53-1");
        }
        return version.longValue();
    }

    public UUID id() {
        return id;
    }

    /// The product's name; empty when it has none.
    public String name() {
        return name;
    }

    /// The catalog version at which the product last changed.
    public long version() {
        return version;
    }

    /// The members by name. Parsed at each call.
    public ProductDetails details() {
        return ProductDetails.of(json());
    }

    /// The whole product, unknown members included. Parsed at each call, so it is the caller's own.
    public JsonNode json() {
        return Json.read(canonical);
    }

    /// A copy of the canonical JSON, UTF-8.
    public byte[] canonical() {
        return canonical.clone();
    }

    byte[] sharedCanonical() {
        return canonical;
    }

    /// The size of the canonical JSON in bytes.
    public int size() {
        return canonical.length;
    }

    /// SHA-256 of the canonical JSON: this product's summand of the catalog's digest.
    public Digest hash() {
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LenderProduct product && Arrays.equals(canonical, product.canonical);
    }

    @Override
    public int hashCode() {
        return (int) hash.w3();
    }

    @Override
    public String toString() {
        return "LenderProduct[" + id + " " + name + " @" + version + "]";
    }
}
