package dev.lendersync.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The live feed with thousands of connections, held by this process: what each costs the Staff App in resident memory,
/// and the time from the sending of COMMIT until the last connection has the change. Beside it, by turns and with as
/// many connections, a bare broadcast of a text of the same length with Node's `ws`.
final class FanOut {
    private static final int CHANGES = 100;
    private static final int WARM_UP = 30;
    private static final long PAUSE_MILLIS = 100;
    /// This process can't hold the connections of two servers beyond that.
    private static final int MOST_COMPARED = 5_000;

    private FanOut() {}

    static void run(Path staffJar, Path broadcast, int... sizes) throws Exception {
        String limit = Integer.toString(Arrays.stream(sizes).max().orElseThrow() + 100);
        Map<String, String> limits =
                Map.of("LIVE_MAX_CONNECTIONS", limit, "LIVE_MAX_PER_KEY", limit, "LIVE_MAX_PER_ADDRESS", limit);
        // As `run` starts it.
        List<String> jvm = List.of("-Xmx512m", "-XX:+UseSerialGC");
        try (StaffSystem staff = StaffSystem.start(staffJar, jvm, limits);
                StaffCrowd ours = new StaffCrowd(staff)) {
            long empty = ours.residentBytes();
            try (NodeCrowd node = new NodeCrowd(broadcast)) {
                compare(
                        ours,
                        empty,
                        node,
                        Arrays.stream(sizes)
                                .filter(size -> size <= MOST_COMPARED)
                                .sorted()
                                .toArray());
            }
            for (int size : Arrays.stream(sizes)
                    .filter(size -> size > MOST_COMPARED)
                    .sorted()
                    .toArray()) {
                ours.grow(size);
                long[] times = new long[CHANGES];
                for (int i = -WARM_UP; i < CHANGES; i++) {
                    times[Math.max(i, 0)] = turn(ours);
                }
                report("ours", ours, size, times, empty);
            }
        }
    }

    private static void compare(Crowd ours, long empty, Crowd node, int... sizes) throws Exception {
        long nodeEmpty = node.residentBytes();
        for (int size : sizes) {
            ours.grow(size);
            node.grow(size);
            long[] times = new long[CHANGES];
            long[] nodeTimes = new long[CHANGES];
            for (int i = -WARM_UP; i < CHANGES; i++) {
                times[Math.max(i, 0)] = turn(ours);
                nodeTimes[Math.max(i, 0)] = turn(node);
            }
            Percentiles mine = report("ours", ours, size, times, empty);
            Percentiles theirs = report("Node ws", node, size, nodeTimes, nodeEmpty);
            System.out.printf(
                    Locale.ROOT,
                    "  ratio at p50 %.2f, at p99 %.2f%n",
                    mine.millis(50) / theirs.millis(50),
                    mine.millis(99) / theirs.millis(99));
        }
    }

    private static long turn(Crowd crowd) throws Exception {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        return crowd.changeNanos();
    }

    private static Percentiles report(String what, Crowd crowd, int size, long[] nanos, long empty)
            throws IOException, InterruptedException {
        Percentiles times = Percentiles.ofNanos(nanos);
        long resident = crowd.residentBytes();
        System.out.printf(
                Locale.ROOT,
                "%s, %d connections: the last has it after %s; resident %.0f MB, %.1f kB for each;" + " %d broke%n",
                what,
                size,
                times,
                resident / 1e6,
                (resident - empty) / 1e3 / size,
                crowd.subscribers().broken());
        return times;
    }
}
