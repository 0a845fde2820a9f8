package dev.lendersync.staff.http;

import dev.lendersync.staff.identity.Authenticator;
import dev.lendersync.staff.identity.Means;
import io.vertx.core.http.HttpConnection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Connections of staff that go on, the live feed's and those of screens: each ends within a second after the session
/// or
/// the token that it was opened with. Never blocks; any thread.
public final class Followers {
    /// How often to call [#look].
    public static final long LOOK_EVERY_MILLIS = 500;

    private final Authenticator authenticator;
    private final Map<HttpConnection, Means> open = new ConcurrentHashMap<>();

    public Followers(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    void add(HttpConnection connection, Means means) {
        open.put(connection, means);
    }

    /// To be told of each connection that ends.
    public void gone(HttpConnection connection) {
        open.remove(connection);
    }

    public void look() {
        if (open.isEmpty()) {
            return;
        }
        Map<HttpConnection, Means> asked = Map.copyOf(open);
        Set<Means> means = Set.copyOf(asked.values());
        // When PostgreSQL can't be asked, those who were let in stay, as with every credential.
        authenticator
                .good(means.stream().map(Means::id).collect(Collectors.toSet()))
                .onSuccess(good -> asked.forEach((connection, by) -> {
                    if (!good.contains(by.id())) {
                        connection.close();
                    }
                }));
    }
}
