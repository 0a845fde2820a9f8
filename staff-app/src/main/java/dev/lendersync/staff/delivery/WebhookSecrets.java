package dev.lendersync.staff.delivery;

import dev.lendersync.protocol.WebhookSecret;
import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.database.UnfitDatabaseException;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Makes webhook secrets, and encrypts them for the database, each for its client.
public final class WebhookSecrets {
    private static final int SECRET_BYTES = 32;
    private static final byte[] CHECK = "lender-sync secrets key check".getBytes(StandardCharsets.US_ASCII);

    private final SecretBox box;
    private final RandomGenerator random;

    /// @param random cryptographically strong
    public WebhookSecrets(SecretBox box, RandomGenerator random) {
        this.box = box;
        this.random = random;
    }

    public WebhookSecret create() {
        return WebhookSecret.of(bytes(SECRET_BYTES));
    }

    public byte[] encrypt(UUID clientId, WebhookSecret secret) {
        return box.encrypt(bound(clientId), secret.reveal().getBytes(StandardCharsets.US_ASCII));
    }

    /// @throws IllegalArgumentException when it was not encrypted by this key for this client
    WebhookSecret decrypt(UUID clientId, byte[] encrypted) {
        return WebhookSecret.parse(new String(box.decrypt(bound(clientId), encrypted), StandardCharsets.US_ASCII));
    }

    /// Makes sure that the database's secrets were encrypted with this key. The first key to come is remembered.
    ///
    /// @throws UnfitDatabaseException when it is another one
    public void requireKeyOf(Database database) {
        database.query(
                "INSERT INTO secrets_key_check (encrypted) VALUES ($1) ON CONFLICT DO NOTHING",
                Tuple.of(Buffer.buffer(box.encrypt(CHECK, CHECK))));
        Buffer stored = database.query("SELECT encrypted FROM secrets_key_check", Tuple.tuple())
                .iterator()
                .next()
                .getBuffer("encrypted");
        try {
            box.decrypt(CHECK, stored.getBytes());
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

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
