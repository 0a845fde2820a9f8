package dev.lendersync.staff.http;

import dev.lendersync.staff.identity.Authenticator;
import dev.lendersync.staff.identity.Means;
import io.vertx.core.http.HttpConnection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Connections of staff that go on, the live feed's and those of screens: each ends within a second after the session
/// or the token that it was opened with. Never blocks; any thread.
public final class Followers {
    /// How often to call [#look].
    public static final long LOOK_EVERY_MILLIS = 500;

    private final Authenticator authenticator;
    // Over HTTP/2 several may share a connection, each with means of its own.
    private final Set<Follower> open = ConcurrentHashMap.newKeySet();

    private record Follower(HttpConnection connection, Means by) {}

    public Followers(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    void add(HttpConnection connection, Means means) {
        open.add(new Follower(connection, means));
    }

    /// To be told of each connection that ends.
    public void gone(HttpConnection connection) {
        open.removeIf(follower -> follower.connection().equals(connection));
    }

    public void look() {
        if (open.isEmpty()) {
            return;
        }
        Set<Follower> asked = Set.copyOf(open);
        // When PostgreSQL can't be asked, those who were let in stay, as with every credential.
        authenticator
                .good(asked.stream().map(follower -> follower.by().id()).collect(Collectors.toSet()))
                .onSuccess(good -> asked.stream()
                        .filter(follower -> !good.contains(follower.by().id()))
                        .forEach(follower -> follower.connection().close()));
    }
}
