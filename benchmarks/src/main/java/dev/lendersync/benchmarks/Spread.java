package dev.lendersync.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/// Figures of several turns: the median, and between which they lie.
record Spread(double median, double least, double most) {
    static Spread of(double... figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return new Spread(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }

    @Override
    public String toString() {
        String digits = median < 100 ? "%.2f (%.2f to %.2f)" : "%.0f (%.0f to %.0f)";
        return String.format(Locale.ROOT, digits, median, least, most);
    }
}
