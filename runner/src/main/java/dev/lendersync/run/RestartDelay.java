package dev.lendersync.run;

import java.time.Duration;

/// How long to wait before something that died is started again: hardly at all when it had lived for a while, longer
/// and longer when it dies at once each time.
///
/// @param quickDeaths how many times in a row it died young
record RestartDelay(int quickDeaths) {
    static final RestartDelay NONE_YET = new RestartDelay(0);

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration YOUNG = Duration.ofSeconds(5);
    private static final int MOST_DOUBLINGS = 4;

    /// The delay after one more death.
    ///
    /// @param lived how long it had lived
    RestartDelay afterDeath(Duration lived) {
        return new RestartDelay(lived.compareTo(YOUNG) < 0 ? quickDeaths + 1 : 0);
    }

    /// 100 ms, and from the second death in a row 1 s, 2 s, 4 s, 8 s, 10 s.
    Duration duration() {
        if (quickDeaths <= 1) {
            return FIRST;
        }
        Duration doubled = Duration.ofSeconds(1L << Math.min(quickDeaths - 2, MOST_DOUBLINGS));
        return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    }
}
