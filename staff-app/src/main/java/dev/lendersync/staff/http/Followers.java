package dev.lendersync.staff.http;

import dev.lendersync.staff.identity.Authenticator;
import dev.lendersync.staff.identity.Means;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Connections of staff that go on, the live feed's and those of screens: each ends within a second after the session
/// or the token that it was opened with. Never blocks; any thread.
public final class Followers {
    /// How often to call [#look].
    public static final long LOOK_EVERY_MILLIS = 500;

    private final Authenticator authenticator;
    // Over HTTP/2 several may share a connection, each with means of its own.
    private final Map<HttpConnection, Set<Means>> open = new ConcurrentHashMap<>();

    public Followers(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /// On the connection's event loop.
    void add(HttpConnection connection, Means means) {
        @Nullable Set<Means> known = open.get(connection);
        if (known == null) {
            known = ConcurrentHashMap.newKeySet();
            open.put(connection, known);
            // It may have ended while it was asked who this is: then this is called at once.
            ((HttpServerConnection) connection)
                    .channelHandlerContext()
                    .channel()
                    .closeFuture()
                    .addListener(_ -> open.remove(connection));
        }
        known.add(means);
    }

    /// To be called twice a second.
    public void look() {
        if (open.isEmpty()) {
            return;
        }
        Map<HttpConnection, Set<Means>> asked = Map.copyOf(open);
        Set<UUID> ids =
                asked.values().stream().flatMap(Set::stream).map(Means::id).collect(Collectors.toSet());
        // When PostgreSQL can't be asked, those who were let in stay, as with every credential.
        authenticator
                .good(ids)
                .onSuccess(good -> asked.forEach((connection, means) -> {
                    if (means.stream().anyMatch(by -> !good.contains(by.id()))) {
                        connection.close();
                    }
                }));
    }
}
