package dev.lendersync.staff.identity;

import dev.lendersync.staff.database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sees to it that somebody can call the API of a new Staff App.
public final class FirstToken {
    private static final Logger LOG = LoggerFactory.getLogger(FirstToken.class);
    private static final String FILE = "admin-token";

    private final StaffTokens tokens;

    /// @param random cryptographically strong
    public FirstToken(Database database, RandomGenerator random) {
        this.tokens = new StaffTokens(database, random);
    }

    /// Accepts the given token; without one, and while the database never had one, makes one and writes it to a file
    /// that only its owner can read.
    ///
    /// @throws IllegalArgumentException when the given token is not well formed
    public void ensure(Optional<String> given, Path dataDir) throws IOException {
        if (given.isPresent()) {
            tokens.ensure("admin", given.get());
            return;
        }
        if (tokens.hasAny()) {
            return;
        }
        Path file = dataDir.resolve(FILE);
        String token = tokens.newToken();
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, token + "\n");
        tokens.ensure("admin", token);
        LOG.info("event=first-staff-token file={}", file);
    }
}
