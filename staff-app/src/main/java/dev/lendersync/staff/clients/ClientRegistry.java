package dev.lendersync.staff.clients;

import dev.lendersync.protocol.Position;
import dev.lendersync.protocol.WebhookSecret;
import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.delivery.WebhookSecrets;
import dev.lendersync.staff.http.Edits;
import dev.lendersync.staff.http.ProblemException;
import dev.lendersync.staff.identity.Actor;
import dev.lendersync.staff.identity.Credentials;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// The registered clients. Blocks; for virtual threads.
public final class ClientRegistry {
    public static final int MAX_CLIENTS = 10_000;

    private static final String WHAT = "client";

    private final ClientStore store;
    private final Fleet fleet;
    private final WebhookSecrets secrets;
    private final Credentials credentials;
    private final Supplier<Position> head;
    private final Runnable changed;

    /// @param head where the catalog is
    /// @param changed called when it may be due to tell a client; must not block
    public ClientRegistry(
            Database database,
            WebhookSecrets secrets,
            Credentials credentials,
            Supplier<Position> head,
            Runnable changed) {
        this.store = new ClientStore(database);
        this.fleet = new Fleet(database);
        this.secrets = secrets;
        this.credentials = credentials;
        this.head = head;
        this.changed = changed;
    }

    /// A client that was registered just now: the only time that its API key and its webhook secret can be told.
    record Registered(ObjectNode client, String apiKey, WebhookSecret webhookSecret) {
        @Override
        public String toString() {
            return "Registered[" + client.path("id") + "]";
        }
    }

    /// Registers a client and begins to tell it, whether it can be reached or not.
    ///
    /// @throws ProblemException 409 when there are too many
    Registered register(Actor actor, ClientDraft draft) {
        String apiKey = credentials.clientKey();
        WebhookSecret secret = secrets.create();
        UUID id = store.insert(actor, draft, apiKey, client -> secrets.encrypt(client, secret), MAX_CLIENTS)
                .orElseThrow(() -> Edits.refused("There are " + MAX_CLIENTS + " clients already."));
        changed.run();
        return new Registered(find(id), apiKey, secret);
    }

    /// @param baseUrl as [ClientDraft] has it
    boolean hasClientAt(String baseUrl) {
        return store.hasClientAt(baseUrl);
    }

    /// @throws ProblemException 404, or 412 with the client as it is now
    ObjectNode edit(Actor actor, UUID id, long revision, ClientDraft draft) {
        boolean edited = store.edit(actor, id, revision, draft);
        ObjectNode client = find(id);
        if (!edited) {
            throw Edits.changedMeanwhile(WHAT, client);
        }
        changed.run();
        return client;
    }

    /// A paused client is told nothing, and its API key is refused within 1 s.
    ///
    /// @throws ProblemException 404
    ObjectNode setActive(Actor actor, UUID id, boolean active) {
        if (!store.setActive(actor, id, active)) {
            throw Edits.notFound(WHAT).get();
        }
        changed.run();
        return find(id);
    }

    /// A credential that was made just now: the only time that it can be told.
    ///
    /// @param previousUntil when those before it end
    record Rotated(String credential, Instant previousUntil) {
        @Override
        public String toString() {
            return "Rotated[" + previousUntil + "]";
        }
    }

    /// @throws ProblemException 404, or 409 when too many are good at once
    Rotated rotateKey(Actor actor, UUID id, Duration overlap) {
        String key = credentials.clientKey();
        return new Rotated(key, store.rotate(actor, id, ClientStore.Kind.API_KEY, Credentials.hash(key), overlap));
    }

    /// From now on notices are signed with both secrets.
    ///
    /// @throws ProblemException 404, or 409 when two are good already
    Rotated rotateSecret(Actor actor, UUID id, Duration overlap) {
        WebhookSecret secret = secrets.create();
        byte[] encrypted = secrets.encrypt(id, secret);
        return new Rotated(
                secret.reveal(), store.rotate(actor, id, ClientStore.Kind.WEBHOOK_SECRET, encrypted, overlap));
    }

    /// Removes a client: it is told nothing more, and its API key ends within 1 s.
    ///
    /// @throws ProblemException 404
    void remove(Actor actor, UUID id) {
        if (!store.delete(actor, id)) {
            throw Edits.notFound(WHAT).get();
        }
        changed.run();
    }

    /// Tells a client again.
    ///
    /// @throws ProblemException 404 when this client has no such delivery
    ObjectNode resend(Actor actor, UUID id, UUID delivery) {
        if (!store.resend(actor, id, delivery)) {
            throw Edits.notFound("delivery of this client").get();
        }
        changed.run();
        return find(id);
    }

    Position head() {
        return head.get();
    }

    /// All clients, oldest first.
    List<ObjectNode> all() {
        return fleet.all(head.get());
    }

    /// @throws ProblemException 404
    ObjectNode find(UUID id) {
        return fleet.find(id, head.get()).orElseThrow(Edits.notFound(WHAT));
    }

    /// What a client was told, newest first.
    ///
    /// @throws ProblemException 404
    List<ObjectNode> deliveries(UUID id, Optional<UUID> before, int most) {
        find(id);
        return fleet.deliveries(id, before, most);
    }
}
