package dev.lendersync.run;

import dev.lendersync.protocol.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The folder where all data, logs and secrets are. Only its owner may look into it.
final class Home {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
    private static final int OLD_LOGS = 3;

    private final Path folder;

    Home(Path folder) throws IOException {
        this.folder = folder;
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY_FOLDER));
        }
        Files.createDirectories(folder.resolve("logs"));
    }

    Path folder() {
        return folder;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    Path log(String name) {
        return folder.resolve("logs").resolve(name + ".log");
    }

    /// Keeps the log of the last runs beside a new one.
    void rotateLog(String name) throws IOException {
        Path log = log(name);
        for (int age = OLD_LOGS; age >= 1; age--) {
            Path younger = age == 1 ? log : Path.of(log + "." + (age - 1));
            if (Files.exists(younger)) {
                Files.move(younger, Path.of(log + "." + age), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /// Reads a JSON file of ours, or nothing when there is none.
    ///
    /// @throws RuntimeException when it is not JSON
    Optional<JsonNode> read(String name) throws IOException {
        Path file = file(name);
        return Files.exists(file) ? Optional.of(Json.read(Files.readAllBytes(file))) : Optional.empty();
    }

    /// Writes a JSON file that only the owner can read, whole or not at all: it is there at once, by a rename.
    void write(String name, Object value) throws IOException {
        Path written = file(name + ".new");
        Files.deleteIfExists(written);
        Files.createFile(written, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        byte[] text = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
        try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(written, file(name), StandardCopyOption.ATOMIC_MOVE);
    }

    void delete(String name) throws IOException {
        Files.deleteIfExists(file(name));
    }
}
