package dev.lendersync.replica;

import dev.lendersync.protocol.Position;
import dev.lendersync.replica.simulation.Database;
import dev.lendersync.replica.simulation.Fault;
import dev.lendersync.replica.simulation.Faults;
import dev.lendersync.replica.simulation.Schedule;
import dev.lendersync.replica.simulation.StaffChaos;
import dev.lendersync.replica.simulation.StaffNode;
import dev.lendersync.replica.simulation.Tally;
import dev.lendersync.replica.simulation.Violation;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Two replicas follow two nodes of a Staff App through five minutes of edits and faults, all drawn from one seed, and
/// the invariants are checked after every event. Then the faults and the edits end, and both must become whole.
final class Simulation {
    private static final Duration TROUBLE = Duration.ofMinutes(5);
    private static final Duration RECOVERY = Duration.ofMinutes(4);
    /// How often each fault may happen to a replica while nothing is healed.
    private static final Map<Fault, Double> CHANCES = new EnumMap<>(Map.ofEntries(
            Map.entry(Fault.PARTITION, 0.04),
            Map.entry(Fault.STALL, 0.06),
            Map.entry(Fault.CUT, 0.06),
            Map.entry(Fault.HALF_OPEN, 0.06),
            Map.entry(Fault.CLOCK_JUMP, 0.02),
            Map.entry(Fault.FULL_DISK, 0.02),
            Map.entry(Fault.CLIENT_RESTART, 0.02),
            Map.entry(Fault.CLIENT_CRASH, 0.03),
            Map.entry(Fault.CLIENT_CRASH_WITHOUT_FILE, 0.02),
            Map.entry(Fault.TORN_FILE, 0.02),
            Map.entry(Fault.OLD_FILE, 0.03)));

    private final long seed;
    private final Schedule time = new Schedule();
    private final Tally tally = new Tally();
    private final Faults faults;
    private final Database database;
    private final List<StaffNode> nodes;
    private final StaffChaos staff;
    private final List<SimulatedReplica> replicas;

    private Simulation(long seed, UnaryOperator<Core> bug) {
        Random random = new Random(seed);
        this.seed = seed;
        this.faults = new Faults(random, tally);
        this.database = new Database(time, faults);
        this.nodes = Stream.generate(() -> new StaffNode(time, database, faults, this::tell))
                .limit(2)
                .toList();
        this.staff = new StaffChaos(time, faults, database, nodes);
        this.replicas = Stream.generate(() -> new SimulatedReplica(time, random, faults, database, nodes, bug))
                .limit(2)
                .toList();
    }

    static Simulation seeded(long seed) {
        return new Simulation(seed, core -> core);
    }

    /// The same, of a replica with a bug.
    static Simulation seeded(long seed, PlantedBug bug) {
        return new Simulation(seed, bug::in);
    }

    /// @return what happened
    /// @throws Violation when an invariant does not hold
    Tally run() {
        try {
            live();
            return tally;
        } catch (Violation e) {
            throw e.in(this + "\n" + replicas);
        }
    }

    private void live() {
        staff.begin();
        time.after(Duration.ZERO, this::trouble);
        time.runUntil(this::checked, TROUBLE);
        faults.heal();
        staff.heal();
        replicas.forEach(SimulatedReplica::heal);
        boolean whole = time.runUntil(() -> checked() || replicas.stream().allMatch(r -> r.isWhole(nodes)), RECOVERY);
        Violation.unless(whole, "P4", "not whole; head " + database.head());
    }

    /// Something happens to the replicas, again and again.
    private void trouble() {
        if (faults.healed()) {
            return;
        }
        for (SimulatedReplica replica : replicas) {
            CHANCES.forEach((fault, chance) -> {
                if (faults.happens(fault, chance)) {
                    replica.suffer(fault);
                }
            });
            if (faults.chance(10)) {
                replica.call(faults.chance(3) ? new Wish.ASnapshot() : new Wish.APull());
            }
        }
        time.after(faults.millis(200, 1_800), this::trouble);
    }

    private void tell(Position position) {
        replicas.forEach(replica -> replica.notify(position));
    }

    /// @return false, so that time goes on
    private boolean checked() {
        tally.countCheck();
        replicas.forEach(SimulatedReplica::check);
        return false;
    }

    @Override
    public String toString() {
        return "seed " + seed + " at " + Duration.ofNanos(time.nanos());
    }
}
