package dev.lendersync.staff.catalog;

import dev.lendersync.feed.CatalogSource;
import dev.lendersync.feed.Reach;
import dev.lendersync.feed.Served;
import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.CatalogHistory;
import dev.lendersync.protocol.Digest;
import dev.lendersync.protocol.Position;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The Staff App's copy of the catalog in memory. It serves all reads and is fed from PostgreSQL only: it looks when
/// PostgreSQL notifies, when somebody asks, and once a second. Looks are single flight: one runs, one is queued.
///
/// While PostgreSQL cannot be reached it serves what it has, and its age says so.
///
/// Threads: [#served] on any thread; everything else runs on `context`, the event loop that also writes the feed, so
/// that a change goes from PostgreSQL's socket to a reader's without changing threads.
public final class CatalogMirror implements CatalogSource {
    static final long LOOK_EVERY_MILLIS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(CatalogMirror.class);
    private static final long REACH_MILLIS = 2_000;
    private static final int RECENT = 256;

    private record Confirmed(CatalogHistory history, Elapsed.Mark at) {}

    /// What one look found.
    private record Look(Position head, CatalogHistory history) {}

    // Set once.
    private final Vertx vertx;
    private final Context context;
    private final CatalogLink link;
    private final HighestServed highestServed;
    private final Elapsed elapsed;
    private final List<Consumer<CatalogHistory>> listeners = new CopyOnWriteArrayList<>();

    // Written on the context, read by any thread.
    private volatile @Nullable Confirmed confirmed;

    // Only on the context.
    private final RecentDigests recent = new RecentDigests(RECENT);
    private boolean looking;
    private List<Promise<Void>> nextLook = new ArrayList<>();

    public CatalogMirror(Vertx vertx, Context context, CatalogLink link, HighestServed highestServed, Elapsed elapsed) {
        this.vertx = vertx;
        this.context = context;
        this.link = link;
        this.highestServed = highestServed;
        this.elapsed = elapsed;
    }

    /// Begins to follow PostgreSQL, and goes on whatever fails. Completes when there is a catalog to serve.
    public Future<Void> start() {
        Promise<Void> first = Promise.promise();
        context.runOnContext(start -> {
            link.onHint(this::wake);
            vertx.setPeriodic(LOOK_EVERY_MILLIS, tick -> wake());
            listeners.add(history -> first.tryComplete());
            wake();
        });
        return first.future();
    }

    /// Follows PostgreSQL no more, and serves on what it has. To be called before Vert.x is closed: a connection that
    /// is opened meanwhile would be left half open, and PostgreSQL wait a minute for it to log in.
    public Future<Void> close() {
        Promise<Void> closed = Promise.promise();
        context.runOnContext(now -> link.close().onComplete(closed));
        return closed.future();
    }

    /// On the context.
    @Override
    public void onChange(Consumer<CatalogHistory> listener) {
        listeners.add(listener);
    }

    @Override
    public Optional<Served> served() {
        Confirmed now = confirmed;
        return now == null
                ? Optional.empty()
                : Optional.of(new Served(now.history, OptionalLong.of(elapsed.millisSince(now.at))));
    }

    /// Looks at the head, so `Unknown` is PostgreSQL's own answer, not this node's.
    @Override
    public Future<Reach> reach(Position atLeast) {
        if (hasReached(atLeast)) {
            return Future.succeededFuture(new Reach.Reached());
        }
        return look().timeout(REACH_MILLIS, TimeUnit.MILLISECONDS)
                .<Reach>map(looked -> hasReached(atLeast)
                        ? new Reach.Reached()
                        : new Reach.Unknown("PostgreSQL knows no position " + atLeast))
                .otherwise(failure -> new Reach.Late("PostgreSQL could not be asked for the head: " + failure));
    }

    private boolean hasReached(Position position) {
        Confirmed now = confirmed;
        return now != null && now.history.catalog().position().hasReached(position);
    }

    /// A look that begins after this call.
    Future<Void> look() {
        Promise<Void> promise = Promise.promise();
        context.runOnContext(now -> {
            nextLook.add(promise);
            wake();
        });
        return promise.future();
    }

    /// The digest that was served at a version of the current epoch, if that is not long ago. Context only.
    Optional<Digest> digestAt(Position position) {
        return recent.at(position);
    }

    Context context() {
        return context;
    }

    private void wake() {
        if (looking) {
            // The look that runs may have passed by what we are woken for.
            if (nextLook.isEmpty()) {
                nextLook.add(Promise.promise());
            }
            return;
        }
        looking = true;
        List<Promise<Void>> askers = nextLook;
        nextLook = new ArrayList<>();
        Elapsed.Mark sent = elapsed.now();
        Tuple asked = asked();
        Confirmed before = confirmed;
        link.read(asked)
                .compose(rows -> rows.size() <= CatalogRows.FEW
                        ? Future.succeededFuture(take(before, rows, asked))
                        : vertx.executeBlocking(() -> take(before, rows, asked)))
                .compose(look -> accept(look, sent))
                .onComplete(done -> {
                    looking = false;
                    if (done.failed()) {
                        link.failed(done.cause());
                    }
                    askers.forEach(asker -> asker.handle(done));
                    if (!nextLook.isEmpty()) {
                        wake();
                    }
                });
    }

    private Tuple asked() {
        Confirmed now = confirmed;
        return now == null
                ? CatalogRows.everything()
                : CatalogRows.since(now.history.catalog().position());
    }

    private Future<Void> accept(Look look, Elapsed.Mark sent) {
        Optional<Position> served = highestServed.position();
        if (served.isPresent() && rewound(served.get(), look.head)) {
            LOG.warn("event=rewound served={} head={}", served.get(), look.head);
            return link.beginEpoch(look.head.epoch()).map(begun -> {
                nextLook.add(Promise.promise());
                return null;
            });
        }
        Confirmed before = confirmed;
        confirmed = new Confirmed(look.history, sent);
        Catalog catalog = look.history.catalog();
        if (before == null || !before.history.catalog().position().equals(catalog.position())) {
            recent.add(catalog.position(), catalog.digest());
            highestServed.raise(catalog.position());
            listeners.forEach(listener -> listener.accept(look.history));
        }
        return Future.succeededFuture();
    }

    /// The database was put back to an earlier copy of itself: versions that clients have seen would be given again.
    private static boolean rewound(Position served, Position head) {
        return served.sameEpoch(head) && served.version() > head.version();
    }

    private static Look take(@Nullable Confirmed before, RowSet<Row> found, Tuple asked) {
        CatalogRows rows = CatalogRows.decode(found, asked);
        return new Look(rows.head(), next(before, rows));
    }

    private static CatalogHistory next(@Nullable Confirmed before, CatalogRows rows) {
        if (before == null || rows.whole()) {
            return CatalogHistory.of(Catalog.of(rows.head(), rows.upserts()), rows.floor(), rows.gone());
        }
        CatalogHistory history = before.history.withFloor(rows.floor());
        if (rows.head().equals(history.catalog().position())) {
            return history;
        }
        Set<UUID> changed = new HashSet<>(rows.gone().keySet());
        rows.upserts().forEach(product -> changed.add(product.id()));
        Catalog catalog =
                history.catalog().with(rows.head(), rows.upserts(), rows.gone().keySet());
        return history.advance(catalog, changed);
    }

    /// Waits until this node serves a position that was just written, so that a writer reads what it wrote. After 2 s
    /// it gives up: the write is committed all the same. Blocks; for virtual threads.
    public void awaitServed(Position position) {
        try {
            reach(position).await(REACH_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("event=read-your-writes-late position={}", position);
        }
    }
}
