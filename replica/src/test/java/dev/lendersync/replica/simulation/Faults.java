package dev.lendersync.replica.simulation;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/// Decides what goes wrong. Each seed has its own mixture, in which some faults don't occur at all: the rare ones would
/// otherwise never get far among the frequent ones.
public final class Faults {
    private static final double OFTEN = 0.08;

    private final Random random;
    private final Tally tally;
    private final Map<Fault, Double> weights = new EnumMap<>(Fault.class);
    private boolean healed;

    public Faults(Random random, Tally tally) {
        this.random = random;
        this.tally = tally;
        for (Fault fault : Fault.values()) {
            weights.put(fault, random.nextInt(3) == 0 ? 0 : random.nextDouble());
        }
    }

    /// From now on everything works.
    public void heal() {
        healed = true;
    }

    public boolean healed() {
        return healed;
    }

    /// Whether this fault hits this message. If so it is counted.
    public boolean strikes(Fault fault) {
        boolean strikes = happens(fault, OFTEN);
        if (strikes) {
            tally.count(fault);
        }
        return strikes;
    }

    /// Whether this fault happens now, once in a while; its effect has to be counted.
    public boolean happens(Fault fault, double atMost) {
        double weight = weights.getOrDefault(fault, 0.0);
        return !healed && random.nextDouble() < atMost * weight;
    }

    public void count(Fault fault) {
        tally.count(fault);
    }

    public Tally tally() {
        return tally;
    }

    public boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    public int pick(int bound) {
        return random.nextInt(bound);
    }

    public Duration millis(int from, int to) {
        return Duration.ofMillis(from + random.nextInt(to - from));
    }
}
