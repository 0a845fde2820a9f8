package dev.lendersync.staff.clients;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.http.ProblemException;
import dev.lendersync.staff.identity.Actor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Registers the Client App that the operator named at the start (`CLIENT_API_URL`), once, and hands over its key and
/// secret in a file that only its owner can read.
public final class FirstClient {
    private static final Logger LOG = LoggerFactory.getLogger(FirstClient.class);
    private static final String FILE = "client.env";

    private final ClientRegistry registry;

    public FirstClient(ClientRegistry registry) {
        this.registry = registry;
    }

    /// @param baseUrl of the Client App
    /// @param dataDir where `client.env` is written: the environment that the Client App needs
    /// @throws IllegalArgumentException when the URL is none that a Client App can have
    public void ensure(String baseUrl, Path dataDir) throws IOException {
        Path file = dataDir.resolve(FILE);
        ClientDraft draft = read(baseUrl);
        if (Files.exists(file) && registry.hasClientAt(draft.baseUrl())) {
            return;
        }
        ClientRegistry.Registered registered = registry.register(Actor.SERVER, draft);
        // Under its name only when it is whole: a crash before that leaves the next start to register another one.
        Path written = dataDir.resolve(FILE + ".tmp");
        Files.deleteIfExists(written);
        Files.createFile(written, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                written,
                "STAFF_API_KEY=" + registered.apiKey() + "\nWEBHOOK_SECRET="
                        + registered.webhookSecret().reveal() + "\n");
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        LOG.info("event=first-client url={} file={}", baseUrl, file);
    }

    /// @throws IllegalArgumentException when the URL is none that a Client App can have
    public static void requireValid(String baseUrl) {
        read(baseUrl);
    }

    private static ClientDraft read(String baseUrl) {
        try {
            return ClientDraft.read(Json.MAPPER.valueToTree(Map.of("name", "First client", "baseUrl", baseUrl)));
        } catch (ProblemException e) {
            String why = e.problem().errors().getFirst().detail();
            throw new IllegalArgumentException("--client-api-url (CLIENT_API_URL) " + why, e);
        }
    }
}
