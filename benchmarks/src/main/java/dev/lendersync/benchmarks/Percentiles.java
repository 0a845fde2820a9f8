package dev.lendersync.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/// Durations, sorted.
final class Percentiles {
    private final long[] sorted;

    private Percentiles(long[] sorted) {
        this.sorted = sorted;
    }

    static Percentiles ofNanos(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Percentiles(sorted);
    }

    /// In milliseconds; the smallest value that `percent` % of all do not exceed.
    double millis(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(rank, 1) - 1] / 1e6;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "p50 %.2f ms, p99 %.2f ms, max %.2f ms (n=%d)",
                millis(50),
                millis(99),
                millis(100),
                sorted.length);
    }
}
