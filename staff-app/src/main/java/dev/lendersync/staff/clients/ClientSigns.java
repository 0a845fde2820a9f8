package dev.lendersync.staff.clients;

import dev.lendersync.feed.LiveCaller;
import dev.lendersync.feed.LiveListener;
import dev.lendersync.feed.PullListener;
import dev.lendersync.protocol.Applied;
import dev.lendersync.staff.delivery.Proofs;
import dev.lendersync.staff.identity.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Takes what clients show of themselves, by pulls, reports and on the live feed, for signs of life and proofs. A staff
/// token may follow the catalog too; what it says is forgotten. Thread-safe; never blocks.
public final class ClientSigns implements LiveListener {
    static final String DEFAULT_INSTANCE = "default";

    private final Proofs proofs;
    private final Map<String, Integer> connected = new ConcurrentHashMap<>();
    private final Map<Following, Integer> connections = new ConcurrentHashMap<>();

    private record Following(UUID client, String instance) {}

    public ClientSigns(Proofs proofs) {
        this.proofs = proofs;
    }

    /// For a pull of this caller.
    public PullListener pulls(Principal principal, Optional<String> instance) {
        return principal instanceof Principal.Client(UUID client, String _, String _)
                ? (position, whole) -> proofs.fetched(client, instance.orElse(DEFAULT_INSTANCE), position, whole)
                : PullListener.NONE;
    }

    void applied(UUID client, Optional<String> instance, Applied applied) {
        proofs.applied(client, instance.orElse(DEFAULT_INSTANCE), applied);
    }

    /// The API keys, as hashes in hex, by which clients follow this node live.
    Set<String> connected() {
        return Set.copyOf(connected.keySet());
    }

    @Override
    public void connected(LiveCaller caller) {
        client(caller).ifPresent(client -> {
            connected.merge(caller.credential(), 1, Integer::sum);
            connections.compute(new Following(client, instance(caller)), (following, count) -> {
                proofs.live(client, following.instance());
                return count == null ? 1 : count + 1;
            });
        });
    }

    @Override
    public void seen(LiveCaller caller) {
        client(caller).ifPresent(client -> proofs.live(client, instance(caller)));
    }

    @Override
    public void applied(LiveCaller caller, Applied applied) {
        client(caller).ifPresent(client -> proofs.applied(client, instance(caller), applied));
    }

    @Override
    public void gone(LiveCaller caller) {
        client(caller).ifPresent(client -> {
            connected.computeIfPresent(caller.credential(), (_, count) -> count == 1 ? null : count - 1);
            // Whoever reconnects is there again before its broken connection is found to be.
            connections.computeIfPresent(new Following(client, instance(caller)), (following, count) -> {
                if (count > 1) {
                    return count - 1;
                }
                proofs.gone(client, following.instance());
                return null;
            });
        });
    }

    private static Optional<UUID> client(LiveCaller caller) {
        return Principal.clientOf(caller.key());
    }

    private static String instance(LiveCaller caller) {
        return caller.instance().orElse(DEFAULT_INSTANCE);
    }
}
