package dev.lendersync.replica.simulation;

import java.time.Duration;
import java.util.List;

/// Edits the catalog, and does to the Staff App's database and nodes what can happen to them.
public final class StaffChaos {
    private static final List<Fault> RESTARTS =
            List.of(Fault.STAFF_CRASH, Fault.STAFF_CRASH_WITHOUT_FOLDER, Fault.GOODBYE);

    private final Schedule time;
    private final Faults faults;
    private final Database database;
    private final List<StaffNode> nodes;

    public StaffChaos(Schedule time, Faults faults, Database database, List<StaffNode> nodes) {
        this.time = time;
        this.faults = faults;
        this.database = database;
        this.nodes = nodes;
    }

    public void begin() {
        time.after(Duration.ZERO, this::edit);
        time.after(Duration.ZERO, this::trouble);
    }

    /// Edits come in bursts and with pauses.
    private void edit() {
        if (faults.healed()) {
            return;
        }
        database.commit();
        nodes.forEach(StaffNode::notified);
        time.after(faults.chance(3) ? faults.millis(0, 50) : faults.millis(100, 5_000), this::edit);
    }

    private void trouble() {
        if (faults.healed()) {
            return;
        }
        if (faults.happens(Fault.EPOCH_CHANGE, 0.03)) {
            database.restore();
        }
        if (faults.happens(Fault.REWIND, 0.05)) {
            database.rewind();
        }
        if (faults.happens(Fault.PRUNE, 0.05)) {
            database.prune();
        }
        for (StaffNode node : nodes) {
            trouble(node);
        }
        time.after(faults.millis(200, 1_800), this::trouble);
    }

    private void trouble(StaffNode node) {
        RESTARTS.forEach(fault -> {
            if (faults.happens(fault, 0.03)) {
                node.restart(fault, faults.millis(1, 20_000));
            }
        });
        if (faults.happens(Fault.CUT_OFF_FROM_POSTGRES, 0.03)) {
            node.cutOff(faults.millis(1_000, 90_000));
        }
        if (faults.happens(Fault.LIE, 0.02)) {
            node.lie(faults.millis(1_000, 90_000));
        }
        if (faults.happens(Fault.RESYNC_STORM, 0.03)) {
            node.resyncStorm(1 + faults.pick(30));
        }
    }

    public void heal() {
        nodes.forEach(StaffNode::heal);
    }
}
