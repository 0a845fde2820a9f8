package dev.lendersync.staff.delivery;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// Where the key that encrypts webhook secrets comes from: the operator, or a file that only its owner can read.
public final class SecretsKey {
    private static final String VARIABLE = "SECRETS_KEY";
    private static final String FILE = "secrets.key";
    private static final int BYTES = 32;

    private SecretsKey() {}

    /// The given key, else the one in the data folder, which is made at the first start.
    ///
    /// @param given 32 bytes in base64
    /// @param random cryptographically strong
    /// @throws IllegalArgumentException when the key has not this form, saying which one in one line
    public static SecretKey find(Optional<String> given, Path dataDir, RandomGenerator random) throws IOException {
        if (given.isPresent()) {
            return parse(VARIABLE, given.get());
        }
        Path file = dataDir.resolve(FILE);
        if (!Files.exists(file)) {
            write(file, random);
        }
        return parse(file.toString(), Files.readString(file));
    }

    /// @throws IllegalArgumentException when the operator's key is not 32 bytes in base64; the key is not repeated
    public static void requireValid(String given) {
        parse(VARIABLE, given);
    }

    private static SecretKey parse(String where, String base64) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException notBase64) {
            key = new byte[0];
        }
        if (key.length != BYTES) {
            // Without the cause: it may repeat parts of the key.
            throw new IllegalArgumentException(where + " must be " + BYTES + " bytes in base64");
        }
        return new SecretKeySpec(key, "AES");
    }

    /// On the disk before the first secret is encrypted with it: a lost key is lost secrets.
    private static void write(Path file, RandomGenerator random) throws IOException {
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        Path unfinished = file.resolveSibling(FILE + ".new");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, Base64.getEncoder().encodeToString(key) + "\n");
        try (FileChannel written = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
