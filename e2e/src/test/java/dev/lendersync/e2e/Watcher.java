package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Delta;
import dev.lendersync.protocol.Digest;
import dev.lendersync.protocol.Frame;
import dev.lendersync.protocol.FrameCodec;
import dev.lendersync.protocol.MalformedMessageException;
import dev.lendersync.protocol.Outcome;
import dev.lendersync.protocol.Position;
import dev.lendersync.protocol.Snapshot;
import dev.lendersync.protocol.SyncCodec;
import dev.lendersync.protocol.SyncHeaders;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Looks at a Client App all its life, as a browser does: follows its live feed, and asks for its catalog again and
/// again. Remembers each position and digest that it is shown; within a life of the Client App no version may fall
/// (P3), what it is told must add up (P7), and there must be a catalog whenever the Client App runs (P6).
///
/// Threads: all state belongs to the scheduler's one thread; what the test asks for is concurrent.
final class Watcher implements AutoCloseable {
    private static final int PAUSE_MILLIS = 200;
    private static final int LOOKS_FOR_A_WHOLE = 15;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final LocalSystem.Client client;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("watcher").factory());
    // Shared.
    private final Set<String> shown = ConcurrentHashMap.newKeySet();
    private final Set<String> faults = ConcurrentHashMap.newKeySet();
    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger frames = new AtomicInteger();
    // The scheduler's own.
    private @Nullable Catalog held;
    private final Door pulled = new Door();
    private final Door followed = new Door();
    private int looks;
    private int life;
    private boolean servedInLife;
    private @Nullable Connection connection;

    private Watcher(LocalSystem.Client client) {
        this.client = client;
    }

    static Watcher of(LocalSystem.Client client) {
        Watcher watcher = new Watcher(client);
        watcher.scheduler.scheduleWithFixedDelay(watcher::look, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        return watcher;
    }

    private void look() {
        int startedAs = client.app().starts();
        boolean ran = client.app().runs();
        if (startedAs != life) {
            life = startedAs;
            servedInLife = false;
            pulled.forget();
            followed.forget();
        }
        try {
            pull();
            servedInLife = true;
            served.incrementAndGet();
            follow();
        } catch (IOException e) {
            if (servedInLife && ran && client.app().runs() && client.app().starts() == startedAs) {
                faults.add("P6 it runs, and yet: " + e);
            }
        } catch (RuntimeException e) {
            faults.add(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    /// Asks for what changed since the catalog held; now and then, or when told to, for all of it.
    private void pull() throws IOException, InterruptedException {
        Catalog before = held;
        if (before == null || looks++ % LOOKS_FOR_A_WHOLE == 0) {
            pullWhole(false);
            return;
        }
        Http.Answer answer = Http.get(client.syncUrl() + "?since=" + before.position());
        switch (answer.status()) {
            case 200 -> {
                Delta delta = SyncCodec.decodeDelta(answer.body());
                pulled.see(delta.to(), delta.digest());
                if (before.apply(delta) instanceof Outcome.DigestMismatch mismatch) {
                    faults.add("P7 a pulled delta does not lead where it says: " + mismatch);
                }
            }
            case 304 -> pulled.see(before.position(), Digest.parse(answer.header(SyncHeaders.DIGEST)));
            // It has begun anew, or it died and its disk is behind what it showed us.
            default -> pullWhole(false);
        }
    }

    /// @param anew whether the catalog is to be held whatever the feed told meanwhile
    private void pullWhole(boolean anew) throws IOException, InterruptedException {
        Http.Answer answer = Http.get(client.syncUrl());
        if (answer.status() != 200) {
            throw new IOException(
                    "it answered " + answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        Snapshot snapshot = SyncCodec.decodeSnapshot(answer.body());
        Catalog catalog = snapshot.catalog();
        if (!snapshot.verified()) {
            faults.add("P7 a snapshot is not what it says it is, at " + catalog.position());
        }
        pulled.see(catalog.position(), catalog.digest());
        Catalog now = held;
        if (anew
                || now == null
                || connection == null
                || connection.over
                || !now.position().sameEpoch(catalog.position())) {
            held = catalog;
        }
    }

    /// What one door showed, in order. Two doors are not compared: their answers may pass each other on the way.
    private final class Door {
        private @Nullable Position highest;

        void see(Position position, Digest digest) {
            shown.add(position + " " + digest);
            Position before = highest;
            if (before != null && before.sameEpoch(position) && before.version() > position.version()) {
                faults.add("P3 " + position + " was shown after " + before);
            }
            highest = position;
        }

        /// The Client App died: its disk may be older than what it showed.
        void forget() {
            highest = null;
        }
    }

    private void follow() throws InterruptedException {
        Catalog from = held;
        if (from == null || (connection != null && !connection.over)) {
            return;
        }
        Connection opened = new Connection();
        URI uri = URI.create(client.app().url().replace("http:", "ws:") + SyncHeaders.LIVE_PATH + "?since="
                + from.position() + "&instance=watcher");
        try {
            WebSocket socket = HTTP.newWebSocketBuilder()
                    .subprotocols(FrameCodec.SUBPROTOCOL)
                    .connectTimeout(CONNECT)
                    .buildAsync(uri, opened)
                    .get(CONNECT.toMillis(), TimeUnit.MILLISECONDS);
            connection = opened;
            socket.request(1);
        } catch (ExecutionException | TimeoutException e) {
            opened.over = true; // refused, as one that is ahead of a relay is: the next look tries again
        }
    }

    /// One connection to the live feed. Frames are handled on the scheduler's thread, one at a time.
    private final class Connection implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private volatile boolean over;

        @Override
        public void onOpen(WebSocket socket) {
            // Nothing is asked for until the scheduler knows the connection.
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                String frame = text.toString();
                text.setLength(0);
                onScheduler(() -> take(socket, frame));
            } else {
                socket.request(1);
            }
            return null;
        }

        private void take(WebSocket socket, String frame) {
            if (over) {
                return;
            }
            frames.incrementAndGet();
            try {
                handle(socket, FrameCodec.decodeFromServer(frame));
            } catch (MalformedMessageException e) {
                faults.add("a frame breaks the protocol: " + e);
            } catch (IOException e) {
                end(socket); // the pull that a resync asks for; comes again with the next connection
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            socket.request(1);
        }

        private void handle(WebSocket socket, Frame.FromServer frame) throws IOException, InterruptedException {
            switch (frame) {
                case Frame.Hello hello -> compare(hello.position(), hello.digest());
                case Frame.Heartbeat beat -> compare(beat.position(), beat.digest());
                case Frame.Change(var delta) -> apply(socket, delta);
                case Frame.Resync _ -> {
                    pullWhole(true);
                    acknowledge(socket);
                }
                case Frame.Goodbye _ -> end(socket);
                case Frame.Unknown _ -> {}
            }
        }

        private void apply(WebSocket socket, Delta delta) {
            Catalog before = held;
            followed.see(delta.to(), delta.digest());
            switch (before == null ? new Outcome.OtherEpoch(delta.to().epoch()) : before.apply(delta)) {
                case Outcome.Advanced(Catalog next) -> {
                    held = next;
                    acknowledge(socket);
                }
                case Outcome.DigestMismatch mismatch -> {
                    faults.add("P7 a delta does not lead where it says: " + mismatch);
                    end(socket);
                }
                case Outcome.Duplicate _ -> {} // a pull was faster
                case Outcome.Gap _, Outcome.OtherEpoch _ -> end(socket);
            }
        }

        private void compare(Position position, Digest digest) {
            followed.see(position, digest);
            Catalog now = held;
            if (now != null && now.position().equals(position) && !now.digest().equals(digest)) {
                faults.add("P2 two catalogs at " + position);
            }
        }

        private void acknowledge(WebSocket socket) {
            Catalog now = held;
            if (now != null) {
                byte[] frame = FrameCodec.encode(new Frame.AppliedByClient(new Applied(now.position(), now.digest())));
                socket.sendText(new String(frame, StandardCharsets.UTF_8), true);
            }
        }

        private void end(WebSocket socket) {
            over = true;
            socket.abort();
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            onScheduler(() -> end(socket));
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            onScheduler(() -> end(socket));
        }
    }

    private void onScheduler(Runnable task) {
        if (!scheduler.isShutdown()) {
            scheduler.execute(task);
        }
    }

    /// Fails when it saw anything wrong, or anything that the database never committed, since this was asked last.
    void assertAllWasCommitted(CommitLog log) {
        Set<String> unknown = new HashSet<>();
        for (String line : shown) {
            String[] parts = line.split(" ");
            if (!log.contains(parts[0], parts[1])) {
                unknown.add(line);
            }
        }
        shown.clear();
        Set<String> wrong = Set.copyOf(faults);
        faults.removeAll(wrong);
        int sent = frames.getAndSet(0);
        String url = client.app().url();
        assertThat(unknown)
                .as("P2 what %s showed and nobody ever committed", url)
                .isEmpty();
        assertThat(wrong).as("what %s did wrong", url).isEmpty();
        assertThat(sent).as("frames that %s sent", url).isPositive();
    }

    /// Waits until a catalog was served after this call.
    void awaitServed() throws Exception {
        int before = served.get();
        Await.until(client.syncUrl() + " serves", () -> served.get() > before || !faults.isEmpty());
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
