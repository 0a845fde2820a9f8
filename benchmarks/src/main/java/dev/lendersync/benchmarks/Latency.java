package dev.lendersync.benchmarks;

import dev.lendersync.replica.CatalogChange;
import dev.lendersync.replica.LenderProducts;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/// From the sending of COMMIT to the application's code, with a catalog that was applied and verified, in a replica
/// that follows the live feed; beside two bare LISTEN/NOTIFY subscribers of the same commits: one with an event loop,
/// and one with JDBC, as most are written.
final class Latency {
    private static final int MAX_VERSIONS = 200_000;

    private final AtomicLongArray committed = new AtomicLongArray(MAX_VERSIONS);
    private final AtomicLongArray notified = new AtomicLongArray(MAX_VERSIONS);
    private final AtomicLongArray notifiedByJdbc = new AtomicLongArray(MAX_VERSIONS);
    private final AtomicLongArray applied = new AtomicLongArray(MAX_VERSIONS);
    private volatile long appliedUpTo;

    static void run(Path staffJar) throws Exception {
        try (StaffSystem staff = StaffSystem.start(staffJar, List.of("-Xmx256m"), Map.of())) {
            new Latency().measure(staff);
        }
    }

    private void measure(StaffSystem staff) throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            measure(staff, vertx);
        } finally {
            vertx.close().await(10, TimeUnit.SECONDS);
        }
    }

    private void measure(StaffSystem staff, Vertx vertx) throws Exception {
        String key = staff.registerClient("latency");
        try (LenderProducts replica =
                        LenderProducts.connect(staff.url().toString(), key).open();
                Connection subscriber = staff.connect();
                Editor editor = new Editor(staff.connect(), staff.products())) {
            appliedUpTo = replica.catalog().position().version();
            replica.onChange(this::seen);
            Thread.ofPlatform().daemon().start(() -> listenWithJdbc(subscriber));
            listen(PgConnection.connect(vertx, PgConnectOptions.fromUri(staff.databaseUri()))
                    .await(10, TimeUnit.SECONDS));
            load(editor, 200, Duration.ofSeconds(15), "warm-up, 200 commits/s");
            for (int round = 1; round <= 2; round++) {
                load(editor, 20, Duration.ofSeconds(20), "round " + round + ", 20 commits/s");
                load(editor, 500, Duration.ofSeconds(10), "round " + round + ", 500 commits/s");
            }
        }
    }

    private void seen(CatalogChange change) {
        long now = System.nanoTime();
        long version = change.after().position().version();
        for (long v = appliedUpTo + 1; v <= version; v++) {
            applied.set((int) v, now);
        }
        appliedUpTo = version;
    }

    private void listen(PgConnection subscriber) throws TimeoutException {
        subscriber.notificationHandler(
                notification -> notified.set(Integer.parseInt(notification.getPayload()), System.nanoTime()));
        subscriber.query("LISTEN lender_products").execute().await(10, TimeUnit.SECONDS);
    }

    private void listenWithJdbc(Connection subscriber) {
        try (Statement statement = subscriber.createStatement()) {
            statement.execute("LISTEN lender_products");
            PGConnection notifications = subscriber.unwrap(PGConnection.class);
            while (true) {
                for (PGNotification notification : notifications.getNotifications(0)) {
                    notifiedByJdbc.set(Integer.parseInt(notification.getParameter()), System.nanoTime());
                }
            }
        } catch (SQLException e) {
            if (!"08006".equals(e.getSQLState()) && !"08003".equals(e.getSQLState())) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// Commits at a steady rate, or as fast as one connection can, if that is less.
    private void load(Editor editor, int perSecond, Duration duration, String what) throws SQLException {
        long every = Duration.ofSeconds(1).toNanos() / perSecond;
        int count = (int) (duration.toNanos() / every);
        long begun = System.nanoTime();
        long first = -1;
        long last = -1;
        for (int i = 0; i < count; i++) {
            long due = begun + i * every;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(Math.max(due - System.nanoTime(), 1));
            }
            long version = editor.prepare();
            committed.set((int) version, System.nanoTime());
            editor.commit();
            first = first < 0 ? version : first;
            last = version;
        }
        double rate = count / ((System.nanoTime() - begun) / 1e9);
        awaitAll(last);
        report(what, rate, (int) first, (int) last);
    }

    private void awaitAll(long last) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (applied.get((int) last) == 0 || notified.get((int) last) == 0 || notifiedByJdbc.get((int) last) == 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("version " + last + " did not arrive within 30 s");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void report(String what, double rate, int first, int last) {
        Percentiles bare = since(notified, first, last);
        Percentiles jdbc = since(notifiedByJdbc, first, last);
        Percentiles ours = since(applied, first, last);
        System.out.printf(
                Locale.ROOT,
                "%s (reached %.0f/s)%n  LISTEN/NOTIFY        %s%n  LISTEN/NOTIFY, JDBC  %s%n  replica, applied     %s%n"
                        + "  ratio at p50 %.2f, at p99 %.2f; to JDBC at p50 %.2f, at p99 %.2f%n",
                what,
                rate,
                bare,
                jdbc,
                ours,
                ours.millis(50) / bare.millis(50),
                ours.millis(99) / bare.millis(99),
                ours.millis(50) / jdbc.millis(50),
                ours.millis(99) / jdbc.millis(99));
    }

    private Percentiles since(AtomicLongArray seen, int first, int last) {
        long[] times = new long[last - first + 1];
        for (int v = first; v <= last; v++) {
            times[v - first] = seen.get(v) - committed.get(v);
        }
        return Percentiles.ofNanos(times);
    }
}
