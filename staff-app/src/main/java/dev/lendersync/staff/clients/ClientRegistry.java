package dev.lendersync.staff.clients;

import dev.lendersync.protocol.Problem;
import dev.lendersync.protocol.WebhookSecret;
import dev.lendersync.staff.http.ProblemException;
import dev.lendersync.staff.identity.Credentials;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The registered clients, in the database and at the webhook sender alike. Blocks; for virtual threads.
public final class ClientRegistry {
    public static final int MAX_CLIENTS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(ClientRegistry.class);

    private final ClientStore store;
    private final WebhookSecrets secrets;
    private final Credentials credentials;
    private final WebhookSender sender;

    public ClientRegistry(ClientStore store, WebhookSecrets secrets, Credentials credentials, WebhookSender sender) {
        this.store = store;
        this.secrets = secrets;
        this.credentials = credentials;
        this.sender = sender;
    }

    /// Begins to tell the clients that are registered already. One that can't be told, since its row was damaged, is
    /// logged and left out.
    public void start() {
        for (ClientStore.StoredEndpoint stored : store.endpoints()) {
            try {
                WebhookSecret secret =
                        secrets.decrypt(stored.clientId(), stored.encrypted().getBytes());
                sender.add(Endpoint.of(stored.clientId(), stored.baseUrl(), secret));
            } catch (IllegalArgumentException e) {
                LOG.error("event=client-unusable client={} reason=\"{}\"", stored.clientId(), e.getMessage());
            }
        }
    }

    /// Registers a client and begins to tell it, whether it can be reached or not.
    ///
    /// @throws ProblemException 409 when there are too many
    public RegisteredClient register(String actor, ClientDraft draft) {
        String apiKey = credentials.clientKey();
        WebhookSecret secret = secrets.create();
        ClientStore.Stored stored = store.insert(actor, draft, apiKey, id -> secrets.encrypt(id, secret), MAX_CLIENTS)
                .orElseThrow(() -> new ProblemException(Problem.of(
                        409, "refused", "Not possible now", "There are " + MAX_CLIENTS + " clients already.")));
        sender.add(Endpoint.of(stored.id(), draft.baseUrl(), secret));
        Client client = new Client(
                stored.id(), draft.name(), draft.baseUrl(), stored.createdAt().toInstant(), List.of());
        return new RegisteredClient(client, apiKey, secret);
    }

    /// Removes a client: it is told nothing more, and its API key ends within 1 s.
    ///
    /// @return false when there is none
    public boolean remove(String actor, UUID id) {
        boolean removed = store.delete(actor, id);
        sender.remove(id);
        return removed;
    }

    /// All clients, oldest first.
    public List<Client> all() {
        return store.all();
    }

    public Optional<Client> find(UUID id) {
        return store.find(id);
    }

    /// How the latest attempt to tell a client went, since the start.
    public Optional<LastDelivery> lastDelivery(UUID id) {
        return sender.lastDelivery(id);
    }
}
