package dev.lendersync.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Webhooks to 500 endpoints that are told nothing by the feed: from the sending of COMMIT to the request at each of
/// 400 of them, while the other 100 answer, and while they hang; by turns, so that both suffer the same disturbances.
final class Webhooks {
    private static final int ENDPOINTS = 500;
    private static final int HANGING = ENDPOINTS / 5;
    private static final int TURNS = 3;
    private static final int COMMITS = 30;
    private static final int WARM_UP = 20;
    private static final long PAUSE_MILLIS = 300;
    private static final long WAIT_SECONDS = 60;

    // Those that hung are tried at once, as after a sign of life, so that the next turn begins like the first.
    private static final String AGAIN = "UPDATE client_delivery SET next_attempt_at = '-infinity'";

    private final StaffSystem staff;
    private final Editor editor;
    private final Endpoints endpoints;

    private Webhooks(StaffSystem staff, Editor editor, Endpoints endpoints) {
        this.staff = staff;
        this.editor = editor;
        this.endpoints = endpoints;
    }

    static void run(Path staffJar) throws Exception {
        Map<String, String> loopback = Map.of("WEBHOOK_ALLOWED_NETWORKS", "127.0.0.0/8");
        try (StaffSystem staff = StaffSystem.start(staffJar, List.of("-Xmx512m", "-XX:+UseSerialGC"), loopback);
                Editor editor = new Editor(staff.connect(), staff.products());
                Endpoints endpoints = new Endpoints(ENDPOINTS, HANGING)) {
            Burst.run(staff, editor);
            forgetAllClients(staff);
            for (String url : endpoints.urls()) {
                staff.registerClient("endpoint", url);
            }
            new Webhooks(staff, editor, endpoints).compare();
        }
    }

    private static void forgetAllClients(StaffSystem staff) throws SQLException {
        try (Connection connection = staff.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM client");
        }
    }

    private void compare() throws Exception {
        measure(WARM_UP);
        List<Long> none = new ArrayList<>();
        List<Long> some = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            none.addAll(measure(COMMITS));
            endpoints.hang(true);
            some.addAll(measure(COMMITS));
            endpoints.hang(false);
            settle();
        }
        Percentiles healthy = report("none hanging", none);
        Percentiles beside = report(HANGING + " hanging", some);
        System.out.printf(
                Locale.ROOT,
                "  ratio at p50 %.2f, at p99 %.2f%n",
                beside.millis(50) / healthy.millis(50),
                beside.millis(99) / healthy.millis(99));
    }

    private static Percentiles report(String what, List<Long> nanos) {
        Percentiles times =
                Percentiles.ofNanos(nanos.stream().mapToLong(Long::longValue).toArray());
        System.out.println("Webhooks, " + what + ": " + times);
        return times;
    }

    private List<Long> measure(int commits) throws Exception {
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < commits; i++) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            CountDownLatch missing = endpoints.expect(editor.prepare());
            long begun = System.nanoTime();
            editor.commit();
            Crowd.await(missing);
            for (long told : endpoints.toldNanos()) {
                nanos.add(told - begun);
            }
        }
        return nanos;
    }

    private void settle() throws Exception {
        long version = editor.prepare();
        editor.commit();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (!endpoints.allWereToldOf(version)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not all were told within " + WAIT_SECONDS + " s");
            }
            try (Connection connection = staff.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute(AGAIN);
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }
}
