package dev.lendersync.feed;

import picocli.CommandLine.Option;

/// Options of how often one may ask, for the command lines of both apps.
public final class LimitOptions {
    @Option(
            names = "--max-reads-per-second",
            paramLabel = "COUNT",
            defaultValue = "${env:MAX_READS_PER_SECOND:-2000}",
            description = "Most reads a second of one key or user, and of one network address"
                    + " (MAX_READS_PER_SECOND; default 2000)")
    private int reads = 2_000;

    @Option(
            names = "--max-writes-per-second",
            paramLabel = "COUNT",
            defaultValue = "${env:MAX_WRITES_PER_SECOND:-500}",
            description = "Most writes a second of each (MAX_WRITES_PER_SECOND; default 500)")
    private int writes = 500;

    @Option(
            names = "--max-pulls-per-second",
            paramLabel = "COUNT",
            defaultValue = "${env:MAX_PULLS_PER_SECOND:-100000}",
            description = "Most pulls of the catalog a second of each (MAX_PULLS_PER_SECOND; default 100000)")
    private int pulls = 100_000;

    /// @throws IllegalArgumentException naming the option, when a rate is less than 1
    public HttpLimits limits(LiveLimits live) {
        require(reads, "--max-reads-per-second (MAX_READS_PER_SECOND)");
        require(writes, "--max-writes-per-second (MAX_WRITES_PER_SECOND)");
        require(pulls, "--max-pulls-per-second (MAX_PULLS_PER_SECOND)");
        return HttpLimits.of(live, reads, writes, pulls);
    }

    private static void require(int rate, String option) {
        if (rate < 1) {
            throw new IllegalArgumentException(option + " must be at least 1, not " + rate);
        }
    }
}
