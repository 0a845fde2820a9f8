package dev.lendersync.replica.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/// How often what happened.
public final class Tally {
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    private final Map<String, Long> states = new TreeMap<>();
    private long commits;
    private long checks;

    public void count(Fault fault) {
        faults.merge(fault, 1L, Long::sum);
    }

    public void countCommit() {
        commits++;
    }

    /// The invariants were checked once.
    public void countCheck() {
        checks++;
    }

    /// A replica became this: live, offline and so on.
    public void countState(String word) {
        states.merge(word, 1L, Long::sum);
    }

    public Map<String, Long> states() {
        return states;
    }

    public long of(Fault fault) {
        return faults.getOrDefault(fault, 0L);
    }

    public long commits() {
        return commits;
    }

    public long checks() {
        return checks;
    }

    public void add(Tally other) {
        other.faults.forEach((fault, times) -> faults.merge(fault, times, Long::sum));
        other.states.forEach((word, times) -> states.merge(word, times, Long::sum));
        commits += other.commits;
        checks += other.checks;
    }

    @Override
    public String toString() {
        return commits + " commits, " + checks + " checks, " + faults + ", became " + states;
    }
}
