package dev.lendersync.staff.clients;

import dev.lendersync.feed.Problems;
import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.Problem;
import dev.lendersync.staff.http.Access;
import dev.lendersync.staff.http.DirectRoute;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// `GET /api/staff/events`: server-sent events for the screens of staff. They say that something moved, and the screen
/// reads it: `catalog {"position","digest"}`, also first of all, and `clients {}`. A screen that takes nothing is owed
/// one event of each kind, not a queue.
///
/// Everything on one event loop, the HTTP server's.
public final class StaffEvents {
    public static final String PATH = "/api/staff/events";
    static final int MAX_SCREENS = 1_000;

    private static final long KEEP_ALIVE_MILLIS = 15_000;

    private final Vertx vertx;
    private final Context context;
    private final Supplier<Catalog> catalog;

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
        return new DirectRoute(PATH, Access.VIEWER, true, false, (request, _) -> open(request));
    }

    public void start() {
        context.runOnContext(_ -> vertx.setPeriodic(KEEP_ALIVE_MILLIS, _ -> screens.forEach(Screen::keepAlive)));
    }

    /// The catalog moved. On any thread.
    public void catalogMoved() {
        context.runOnContext(_ -> screens.forEach(screen -> screen.owe(true, false)));
    }

    /// Something about clients changed, on any node. On any thread.
    public void clientsChanged() {
        context.runOnContext(_ -> screens.forEach(screen -> screen.owe(false, true)));
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

    private void open(HttpServerRequest request) {
        refusal(request).ifPresentOrElse(problem -> Problems.send(request.response(), problem), () -> {
            Screen screen = new Screen(request.response());
            screens.add(screen);
            screen.begin();
        });
    }

    private Optional<Problem> refusal(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.GET)) {
            request.response().putHeader("Allow", "GET");
            return Optional.of(
                    Problem.of(405, "method-not-allowed", "The method is not allowed", "Events are read with GET."));
        }
        if (closed) {
            return Optional.of(Problem.of(503, "stopping", "The server stops", "Come back in a moment."));
        }
        return screens.size() < MAX_SCREENS
                ? Optional.empty()
                : Optional.of(
                        Problem.of(503, "busy", "Too many screens", "There are " + MAX_SCREENS + " screens already."));
    }

    private final class Screen {
        private final HttpServerResponse response;
        private boolean catalogOwed = true;
        private boolean clientsOwed;

        Screen(HttpServerResponse response) {
            this.response = response;
        }

        void begin() {
            response.closeHandler(_ -> screens.remove(this));
            response.exceptionHandler(_ -> screens.remove(this));
            response.drainHandler(_ -> pay());
            response.setChunked(true)
                    .putHeader("Content-Type", "text/event-stream")
                    .putHeader("Cache-Control", "no-store")
                    .putHeader("X-Content-Type-Options", "nosniff");
            pay();
        }

        void owe(boolean ofCatalog, boolean ofClients) {
            catalogOwed |= ofCatalog;
            clientsOwed |= ofClients;
            pay();
        }

        private void pay() {
            if (response.closed() || response.writeQueueFull()) {
                return;
            }
            if (catalogOwed) {
                catalogOwed = false;
                Catalog now = catalog.get();
                write(
                        "catalog",
                        Map.of(
                                "position",
                                now.position().toString(),
                                "digest",
                                now.digest().toString()));
            }
            if (clientsOwed) {
                clientsOwed = false;
                write("clients", Map.of());
            }
        }

        private void write(String event, Map<String, String> data) {
            response.write(
                    "event: " + event + "\ndata: " + new String(Json.write(data), StandardCharsets.UTF_8) + "\n\n");
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
