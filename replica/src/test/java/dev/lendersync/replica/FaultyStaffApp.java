package dev.lendersync.replica;

import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Digest;
import dev.lendersync.protocol.Epoch;
import dev.lendersync.protocol.Position;
import dev.lendersync.protocol.SyncHeaders;
import dev.lendersync.replica.transport.Live;
import dev.lendersync.replica.transport.LiveListener;
import dev.lendersync.replica.transport.LiveRequest;
import dev.lendersync.replica.transport.Request;
import dev.lendersync.replica.transport.Response;
import dev.lendersync.replica.transport.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/// A Staff App behind a bad network, with a node that may be cut off from PostgreSQL. Remembers the truth.
final class FaultyStaffApp implements Transport {
    private final VirtualTime time;
    private final Random random;
    private final StaffAppDouble staff = new StaffAppDouble(Catalogs.catalog(3));
    private final Map<Position, Digest> committed = new HashMap<>();
    private final Map<Position, Instant> lastHead = new HashMap<>();
    private Optional<Instant> cutOffSince = Optional.empty();
    private StaffAppDouble cutOffNode = staff;
    private boolean healthy;
    private int epochs = 1;
    private boolean lastWasGone;
    private boolean snapshotAfterGone;

    FaultyStaffApp(VirtualTime time, Random random) {
        this.time = time;
        this.random = random;
        remember();
    }

    Catalog head() {
        return staff.catalog();
    }

    void heal() {
        healthy = true;
    }

    void commit() {
        lastHead.put(head().position(), time.now());
        long next = head().position().version() + 1;
        if (random.nextInt(60) == 0) {
            staff.restore(Catalogs.catalog(new Position(new Epoch("e" + ++epochs), random.nextInt(9))));
        } else if (random.nextInt(3) == 0 && head().size() > 0) {
            var victim = head().products().get(random.nextInt(head().size()));
            staff.commit(List.of(), List.of(victim.id()));
        } else {
            staff.commit(List.of(Catalogs.product(random.nextInt(30), next, "p" + random.nextInt())), List.of());
        }
        remember();
    }

    private void remember() {
        committed.put(head().position(), head().digest());
    }

    /// P2: whether the database ever committed just this.
    boolean committed(Catalog catalog) {
        return catalog.digest().equals(committed.get(catalog.position()));
    }

    /// P11: whether it was what PostgreSQL had within the last 30 s.
    boolean headWithinLimit(Catalog catalog) {
        if (catalog.position().equals(head().position())) {
            return true;
        }
        Instant last = lastHead.get(catalog.position());
        return last != null && !last.isBefore(time.now().minus(Confirmation.LIMIT));
    }

    /// P3: whether the last snapshot was asked for because of a `410`.
    boolean snapshotAfterGone() {
        return snapshotAfterGone;
    }

    @Override
    public CompletableFuture<Response> send(Request request) {
        if (request.path().equals(SyncHeaders.SYNC_PATH)) {
            snapshotAfterGone = lastWasGone;
        }
        CompletableFuture<Response> answer = new CompletableFuture<>();
        int fault = healthy ? 100 : random.nextInt(100);
        Duration delay = Duration.ofMillis(fault < 10 ? random.nextInt(15_000) : random.nextInt(200));
        if (fault >= 5 && fault < 20) {
            return answer; // lost
        }
        Duration back = Duration.ofMillis(random.nextInt(100));
        time.after(delay, () -> {
            Response response = respond(request, fault);
            time.after(back, () -> {
                if (fault >= 20 && fault < 30) {
                    answer.completeExceptionally(new IOException("reset"));
                } else {
                    lastWasGone = response.status() == 410;
                    answer.complete(response);
                }
            });
        });
        return answer;
    }

    private Response respond(Request request, int fault) {
        return switch (fault) {
            case 30, 31, 32 -> new Response(500, Map.of(), new byte[0]);
            case 33 -> new Response(401, Map.of(), new byte[0]);
            case 34, 35 -> new Response(410, Map.of(), new byte[0]);
            case 36, 37, 38, 39 -> corrupted(staff.answer(request));
            case 40, 41, 42, 43, 44, 45, 46, 47 -> fromNodeCutOff(request);
            default -> staff.answer(request);
        };
    }

    private static Response corrupted(Response right) {
        String wrong = new String(right.body(), StandardCharsets.UTF_8).replaceFirst("\"name\":\"p", "\"name\":\"q");
        return new Response(
                right.status(),
                Map.of("Lender-Sync-Digest", "0".repeat(64), "Lender-Sync-Age-Millis", "0"),
                wrong.getBytes(StandardCharsets.UTF_8));
    }

    /// A node whose connection to PostgreSQL broke a while ago: it serves on, and says how old its word is.
    private Response fromNodeCutOff(Request request) {
        if (cutOffSince.isEmpty() || random.nextInt(20) == 0) {
            cutOffSince = Optional.of(time.now());
            cutOffNode = staff.copy();
        }
        cutOffNode.age(
                cutOffSince.map(since -> Duration.between(since, time.now()).toMillis()));
        Response response = cutOffNode.answer(request);
        // It cannot know whether one ahead of it is right, so it says neither yes nor 410.
        return response.status() == 410 ? new Response(503, Map.of(), new byte[0]) : response;
    }

    @Override
    public Live open(LiveRequest request, LiveListener listener) {
        return NoFeed.refuse(listener);
    }

    @Override
    public void close() {}
}
