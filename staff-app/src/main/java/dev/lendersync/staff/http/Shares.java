package dev.lendersync.staff.http;

import java.util.HashMap;
import java.util.Map;

/// How much each one holds of what all share, so that nobody holds all of it. Thread-safe.
public final class Shares {
    private final int most;
    private final Map<String, Integer> held = new HashMap<>();

    /// @param most of one
    public Shares(int most) {
        this.most = most;
    }

    /// One more; false when that is one too many. Nobody in particular, an empty key, has no share.
    public synchronized boolean take(String key) {
        if (key.isEmpty()) {
            return true;
        }
        int had = held.getOrDefault(key, 0);
        if (had >= most) {
            return false;
        }
        held.put(key, had + 1);
        return true;
    }

    /// One less.
    public synchronized void giveBack(String key) {
        held.computeIfPresent(key, (_, had) -> had == 1 ? null : had - 1);
    }
}
