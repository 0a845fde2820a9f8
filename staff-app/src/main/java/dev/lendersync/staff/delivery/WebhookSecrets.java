package dev.lendersync.staff.delivery;

import dev.lendersync.protocol.WebhookSecret;
import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.database.UnfitDatabaseException;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;
import java.util.random.RandomGenerator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// Makes webhook secrets, and encrypts them for the database: AES-256-GCM, a random nonce each, bound to the client's
/// id so that a secret copied to another client's row does not decrypt. Stored as nonce, ciphertext, tag.
public final class WebhookSecrets {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int SECRET_BYTES = 32;
    private static final byte[] CHECK = "lender-sync secrets key check".getBytes(StandardCharsets.US_ASCII);

    private final SecretKey key;
    private final RandomGenerator random;

    /// @param key for AES, 256 bits; see [SecretsKey]
    /// @param random cryptographically strong
    public WebhookSecrets(SecretKey key, RandomGenerator random) {
        this.key = key;
        this.random = random;
    }

    public WebhookSecret create() {
        return WebhookSecret.of(bytes(SECRET_BYTES));
    }

    public byte[] encrypt(UUID clientId, WebhookSecret secret) {
        return encrypt(bound(clientId), secret.reveal().getBytes(StandardCharsets.US_ASCII));
    }

    /// @throws IllegalArgumentException when it was not encrypted by this key for this client
    WebhookSecret decrypt(UUID clientId, byte[] encrypted) {
        return WebhookSecret.parse(new String(decrypt(bound(clientId), encrypted), StandardCharsets.US_ASCII));
    }

    /// Makes sure that the database's secrets were encrypted with this key. The first key to come is remembered.
    ///
    /// @throws UnfitDatabaseException when it is another one
    public void requireKeyOf(Database database) {
        database.query(
                "INSERT INTO secrets_key_check (encrypted) VALUES ($1) ON CONFLICT DO NOTHING",
                Tuple.of(Buffer.buffer(encrypt(CHECK, CHECK))));
        Buffer stored = database.query("SELECT encrypted FROM secrets_key_check", Tuple.tuple())
                .iterator()
                .next()
                .getBuffer("encrypted");
        try {
            decrypt(CHECK, stored.getBytes());
        } catch (IllegalArgumentException e) {
            throw new UnfitDatabaseException(
                    "the webhook secrets in this database were encrypted with another key; set SECRETS_KEY, or put"
                            + " back the secrets.key of the data folder, as it was",
                    true,
                    e);
        }
    }

    private static byte[] bound(UUID clientId) {
        return ByteBuffer.allocate(16)
                .putLong(clientId.getMostSignificantBits())
                .putLong(clientId.getLeastSignificantBits())
                .array();
    }

    private byte[] encrypt(byte[] bound, byte[] plain) {
        byte[] nonce = bytes(NONCE_BYTES);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, bound).doFinal(plain);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES in GCM", e);
        }
    }

    private byte[] decrypt(byte[] bound, byte[] stored) {
        if (stored.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            throw new IllegalArgumentException("too short for something encrypted");
        }
        byte[] nonce = Arrays.copyOf(stored, NONCE_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, bound).doFinal(stored, NONCE_BYTES, stored.length - NONCE_BYTES);
        } catch (AEADBadTagException e) {
            throw new IllegalArgumentException("encrypted with another key, for another client, or damaged", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES in GCM", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] bound) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(bound);
        return cipher;
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
