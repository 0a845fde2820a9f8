package dev.lendersync.protocol;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The hash of a catalog's content: the sum of the SHA-256 hashes of its products' canonical JSON, as big-endian
/// unsigned integers, modulo 2^256. Independent of order, and incremental: a change costs one hash.
///
/// It detects faults, not attackers; authenticity comes from TLS, the API key and the webhook signature.
///
/// The four words are the number's 64-bit limbs, most significant first.
public record Digest(long w0, long w1, long w2, long w3) {
    /// The digest of the empty catalog.
    public static final Digest EMPTY = new Digest(0, 0, 0, 0);

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    /// The digest of a catalog that holds just the product with this canonical JSON.
    public static Digest of(byte[] canonical) {
        try {
            ByteBuffer hash =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(canonical));
            return new Digest(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Reads 64 lower-case hex digits.
    ///
    /// @throws IllegalArgumentException when the text is not of that form
    public static Digest parse(String hex) {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("a digest is 64 lower-case hex digits");
        }
        ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
        return new Digest(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    public Digest plus(Digest other) {
        long r3 = w3 + other.w3;
        long c3 = carry(w3, r3);
        long r2 = w2 + other.w2 + c3;
        long c2 = carry(w2, other.w2, c3);
        long r1 = w1 + other.w1 + c2;
        long c1 = carry(w1, other.w1, c2);
        return new Digest(w0 + other.w0 + c1, r1, r2, r3);
    }

    public Digest minus(Digest other) {
        return plus(other.negated());
    }

    private Digest negated() {
        return new Digest(~w0, ~w1, ~w2, ~w3).plus(new Digest(0, 0, 0, 1));
    }

    private static long carry(long addend, long sum) {
        return Long.compareUnsigned(sum, addend) < 0 ? 1 : 0;
    }

    private static long carry(long a, long b, long carryIn) {
        long partial = a + b;
        return carry(a, partial) | carry(partial, partial + carryIn);
    }

    /// The digest as an integer from 0 to 2^256−1.
    public BigInteger toBigInteger() {
        return new BigInteger(toString(), 16);
    }

    /// 64 lower-case hex digits.
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(w0) + hex.toHexDigits(w1) + hex.toHexDigits(w2) + hex.toHexDigits(w3);
    }
}
