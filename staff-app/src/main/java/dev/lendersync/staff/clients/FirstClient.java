package dev.lendersync.staff.clients;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.http.ProblemException;
import dev.lendersync.staff.identity.Actor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        if (Files.exists(file)
                && registry.all().stream()
                        .anyMatch(client -> client.path("baseUrl").asString().equals(trimmed(baseUrl)))) {
            return;
        }
        ClientDraft draft = read(baseUrl);
        ClientRegistry.Registered registered = registry.register(Actor.SERVER, draft);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                file,
                "STAFF_API_KEY=" + registered.apiKey() + "\nWEBHOOK_SECRET="
                        + registered.webhookSecret().reveal() + "\n");
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

    private static String trimmed(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
