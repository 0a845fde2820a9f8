package dev.lendersync.benchmarks;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// 10,000 commits as fast as one writer can, told to one endpoint that takes 100 ms for each answer.
final class Burst {
    private static final int COMMITS = 10_000;
    private static final long ANSWER_MILLIS = 100;
    private static final Duration QUIET = Duration.ofSeconds(2);

    private Burst() {}

    static void run(StaffSystem staff, Editor editor) throws Exception {
        Vertx vertx = Vertx.vertx();
        List<Long> told = new CopyOnWriteArrayList<>();
        int port = vertx.createHttpServer()
                .requestHandler(request -> {
                    told.add(System.nanoTime());
                    vertx.setTimer(
                            ANSWER_MILLIS,
                            _ -> request.response().setStatusCode(204).end());
                })
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
        staff.registerClient("burst", "http://127.0.0.1:" + port);
        TimeUnit.SECONDS.sleep(QUIET.toSeconds());
        told.clear();
        long begun = System.nanoTime();
        for (int i = 0; i < COMMITS; i++) {
            editor.prepare();
            editor.commit();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        TimeUnit.SECONDS.sleep(QUIET.toSeconds());
        System.out.printf(
                Locale.ROOT,
                "Burst: %d commits in %.1f s cost the endpoint %d requests, at most %d in any second%n",
                COMMITS,
                seconds,
                told.size(),
                mostInASecond(List.copyOf(told)));
        vertx.close().await();
    }

    private static long mostInASecond(List<Long> told) {
        return told.stream()
                .mapToLong(from -> told.stream()
                        .filter(at -> at >= from && at < from + TimeUnit.SECONDS.toNanos(1))
                        .count())
                .max()
                .orElse(0);
    }
}
