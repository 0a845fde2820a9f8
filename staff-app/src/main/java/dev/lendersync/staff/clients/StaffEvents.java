package dev.lendersync.staff.clients;

import dev.lendersync.feed.Problems;
import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.Problem;
import dev.lendersync.staff.http.Access;
import dev.lendersync.staff.http.DirectRoute;
import dev.lendersync.staff.http.Shares;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// `GET /api/staff/events`: server-sent events for the screens of staff. They say that something moved, and the
/// screen reads it: `catalog {"position","digest"}`, also first of all; `rows {}`, products or lenders changed in
/// what only staff see; `clients {}`. A screen that takes nothing is owed one event of each kind, not a queue.
///
/// Everything on one event loop, the HTTP server's.
public final class StaffEvents {
    public static final String PATH = "/api/staff/events";
    static final int MAX_SCREENS = 1_000;
    static final int MAX_OF_ONE = 100;

    private static final long KEEP_ALIVE_MILLIS = 15_000;

    private enum Kind {
        CATALOG,
        ROWS,
        CLIENTS;

        private final String event = name().toLowerCase(Locale.ROOT);
    }

    private final Vertx vertx;
    private final Context context;
    private final Supplier<Catalog> catalog;

    private final Shares shares = new Shares(MAX_OF_ONE);

    // Only on the context.
    private final Set<Screen> screens = new HashSet<>();
    private boolean closed;

    /// @param catalog what is served now
    public StaffEvents(Vertx vertx, Context context, Supplier<Catalog> catalog) {
        this.vertx = vertx;
        this.context = context;
        this.catalog = catalog;
    }

    public DirectRoute route() {
        return new DirectRoute(
                PATH, Access.VIEWER, true, false, (request, principal) -> open(request, principal.key()));
    }

    public void start() {
        context.runOnContext(_ -> vertx.setPeriodic(KEEP_ALIVE_MILLIS, _ -> screens.forEach(Screen::keepAlive)));
    }

    /// The catalog moved. On any thread.
    public void catalogMoved() {
        owe(Kind.CATALOG);
    }

    /// Something about clients changed, on any node. On any thread.
    public void clientsChanged() {
        owe(Kind.CLIENTS);
    }

    /// Products or lenders changed in what only staff see: drafts, notes. On any thread.
    public void rowsChanged() {
        owe(Kind.ROWS);
    }

    private void owe(Kind kind) {
        context.runOnContext(_ -> screens.forEach(screen -> screen.owe(kind)));
    }

    /// Ends all event streams, and refuses new ones: a server that stops would wait for them. Screens come back by
    /// themselves.
    public Future<Void> close() {
        Promise<Void> done = Promise.promise();
        context.runOnContext(_ -> {
            closed = true;
            Future.join(List.copyOf(screens).stream().map(Screen::end).toList())
                    .<Void>mapEmpty()
                    .onComplete(done);
        });
        return done.future();
    }

    private void open(HttpServerRequest request, String key) {
        refusal(request, key).ifPresentOrElse(problem -> Problems.send(request.response(), problem), () -> {
            Screen screen = new Screen(request.response(), key);
            screens.add(screen);
            screen.begin();
        });
    }

    private Optional<Problem> refusal(HttpServerRequest request, String key) {
        if (!request.method().equals(HttpMethod.GET)) {
            request.response().putHeader("Allow", "GET");
            return Optional.of(
                    Problem.of(405, "method-not-allowed", "The method is not allowed", "Events are read with GET."));
        }
        if (closed) {
            return Optional.of(Problem.of(503, "stopping", "The server stops", "Come back in a moment."));
        }
        if (screens.size() >= MAX_SCREENS) {
            return Optional.of(
                    Problem.of(503, "busy", "Too many screens", "There are " + MAX_SCREENS + " screens already."));
        }
        return shares.take(key)
                ? Optional.empty()
                : Optional.of(Problem.of(
                        429,
                        "too-many-connections",
                        "Too many screens",
                        "There are " + MAX_OF_ONE + " screens of this user or token already."));
    }

    private final class Screen {
        private final HttpServerResponse response;
        private final Set<Kind> owed = EnumSet.of(Kind.CATALOG);

        private final String key;

        Screen(HttpServerResponse response, String key) {
            this.response = response;
            this.key = key;
        }

        private void gone() {
            if (screens.remove(this)) {
                shares.giveBack(key);
            }
        }

        void begin() {
            response.closeHandler(_ -> gone());
            response.exceptionHandler(_ -> gone());
            response.drainHandler(_ -> pay());
            response.setChunked(true)
                    .putHeader("Content-Type", "text/event-stream")
                    .putHeader("Cache-Control", "no-store")
                    .putHeader("X-Content-Type-Options", "nosniff");
            pay();
        }

        void owe(Kind kind) {
            owed.add(kind);
            pay();
        }

        private void pay() {
            if (response.closed() || response.writeQueueFull()) {
                return;
            }
            for (Kind kind : owed) {
                String data = new String(Json.write(data(kind)), StandardCharsets.UTF_8);
                response.write("event: " + kind.event + "\ndata: " + data + "\n\n");
            }
            owed.clear();
        }

        private Map<String, String> data(Kind kind) {
            if (kind != Kind.CATALOG) {
                return Map.of();
            }
            Catalog now = catalog.get();
            return Map.of(
                    "position",
                    now.position().toString(),
                    "digest",
                    now.digest().toString());
        }

        Future<Void> end() {
            return response.end();
        }

        void keepAlive() {
            if (!response.closed() && !response.writeQueueFull()) {
                response.write(": still here\n\n");
            }
        }
    }
}
