package dev.lendersync.replica;

import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Position;
import dev.lendersync.replica.disk.CatalogFile;
import dev.lendersync.replica.disk.CatalogWriter;
import dev.lendersync.replica.simulation.Database;
import dev.lendersync.replica.simulation.Fault;
import dev.lendersync.replica.simulation.Faults;
import dev.lendersync.replica.simulation.Network;
import dev.lendersync.replica.simulation.Schedule;
import dev.lendersync.replica.simulation.StaffNode;
import dev.lendersync.replica.simulation.Violation;
import dev.lendersync.replica.simulation.disk.ModelledDisk;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/// One Client App: a real driver and file around a core, on a host, a disk and a network of its own. It can die and
/// start again; its disk and its network stay.
final class SimulatedReplica {
    private static final String FILE = "catalog.json";
    private static final Duration POLL = Duration.ofSeconds(10);
    /// A connection on which nothing comes is left by then.
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(40);
    /// A call ends by then, whatever happens: two pulls, each with a snapshot after it.
    private static final Duration LONGEST_CALL = Duration.ofMinutes(4);
    /// The next pull, the feed, the deadlines of a pull and of a report; the rest are tasks that are due.
    private static final int MAX_TIMERS = 24;

    private final Schedule time;
    private final Random random;
    private final Faults faults;
    private final Database database;
    private final Network network;
    private final ModelledDisk disk;
    private final WatchedCore core;
    private final Deque<Call> calls = new ArrayDeque<>();
    private SimulatedHost host;
    private Driver driver;
    private Optional<Catalog> shown = Optional.empty();
    private String word = "";
    private byte[] oldFile = {};
    private boolean running = true;

    private record Call(CompletableFuture<Catalog> future, long begunNanos) {}

    SimulatedReplica(
            Schedule time,
            Random random,
            Faults faults,
            Database database,
            List<StaffNode> nodes,
            UnaryOperator<Core> bug) {
        this.time = time;
        this.random = random;
        this.faults = faults;
        this.database = database;
        this.network = new Network(time, faults, nodes);
        this.disk = new ModelledDisk(random);
        this.core = new WatchedCore(bug.apply(new Machine(POLL)), network::askedAfterGone);
        this.host = newHost();
        this.driver = start();
    }

    private SimulatedHost newHost() {
        return new SimulatedHost(time, () -> faults.millis(0, 300));
    }

    private Driver start() {
        CatalogFile file = new CatalogFile(disk.path(FILE));
        Surroundings surroundings = host.surroundings(random);
        Optional<Catalog> loaded = file.load();
        Driver started = new Driver(
                core,
                surroundings,
                new StaffApp(network, "i-1"),
                Optional.of(new CatalogWriter(file, surroundings.disk())),
                loaded);
        // Whatever the disk holds was shown before, or nothing.
        shown = loaded;
        loaded.ifPresent(this::checkCommitted);
        started.start();
        return started;
    }

    // What the application does.

    void call(Wish wish) {
        if (running) {
            calls.add(new Call(driver.call(wish, Duration.ofSeconds(8)), time.nanos()));
        }
    }

    /// A node tells of a position.
    void notify(Position position) {
        network.webhook(() -> call(new Wish.AtLeast(position)));
    }

    // What happens to it.

    void suffer(Fault fault) {
        switch (fault) {
            case PARTITION, STALL, CUT, HALF_OPEN -> network.suffer(fault);
            case CLOCK_JUMP -> {
                faults.count(fault);
                host.jumpWallClock(faults.millis(0, 120_000).minusSeconds(60));
            }
            case FULL_DISK -> {
                faults.count(fault);
                disk.full(true);
                time.after(faults.millis(1_000, 60_000), () -> disk.full(false));
            }
            default -> restart(fault);
        }
    }

    private void restart(Fault fault) {
        if (!running) {
            return;
        }
        running = false;
        if (fault == Fault.CLIENT_RESTART) {
            faults.count(fault);
            driver.close();
        } else {
            die(fault);
        }
        calls.clear();
        time.after(faults.millis(1, 20_000), () -> {
            host = newHost();
            driver = start();
            running = true;
        });
    }

    private void die(Fault fault) {
        host.die();
        network.close();
        disk.dieAfter(faults.pick(8));
        host.finishWrites();
        disk.comeBack();
        switch (fault) {
            case CLIENT_CRASH -> faults.count(fault);
            case CLIENT_CRASH_WITHOUT_FILE -> {
                faults.count(fault);
                disk.wipe();
            }
            case TORN_FILE -> {
                if (disk.tear(FILE)) {
                    faults.count(fault);
                }
            }
            case OLD_FILE -> {
                byte[] now = disk.copy(FILE);
                if (oldFile.length > 0) {
                    faults.count(fault);
                    disk.putBack(FILE, oldFile);
                }
                oldFile = now;
            }
            default -> throw new IllegalArgumentException("no end of a replica: " + fault);
        }
    }

    void heal() {
        network.heal();
        disk.full(false);
    }

    // What must hold.

    /// After every event.
    void check() {
        if (!running) {
            return;
        }
        State state = driver.state();
        Optional<Catalog> now = state.known().catalog();
        if (!now.equals(shown)) {
            Violation.unless(now.isPresent(), "P6", "the catalog shown is blank");
            now.ifPresent(this::checkCommitted);
            shown = now;
        }
        Freshness freshness = driver.freshness();
        if (!freshness.word().equals(word)) {
            word = freshness.word();
            faults.tally().countState(word);
        }
        boolean live = freshness instanceof Freshness.Live;
        Violation.unless(
                !live
                        || now.filter(catalog -> database.wasHeadWithin(catalog, Confirmation.LIMIT))
                                .isPresent(),
                "P11",
                "live at " + now + ", which was not the head within 30 s; head " + database.head());
        network.check(LONGEST_SILENCE);
        checkLimits(state);
    }

    private void checkCommitted(Catalog catalog) {
        Violation.unless(database.committed(catalog), "P2", catalog + " was never committed");
    }

    private void checkLimits(State state) {
        while (!calls.isEmpty() && calls.peek().future().isDone()) {
            calls.remove();
        }
        boolean ends = calls.isEmpty() || time.nanos() - calls.peek().begunNanos() < LONGEST_CALL.toNanos();
        Violation.unless(ends, "P10", "a call does not end");
        long open = calls.stream().filter(call -> !call.future().isDone()).count();
        int waiting = switch (state) {
            case State.Idle idle -> idle.waiting().all().size();
            case State.Busy busy ->
                busy.served().all().size() + busy.queued().all().size();
            case State.Closed _ -> 0;
        };
        // The feed waits for a pull and for a snapshot, once with the pull under way and once with the next one.
        Violation.unless(waiting <= open + 4, "P10", waiting + " wait for " + open + " calls: " + state);
        int tasks = host.pending();
        Violation.unless(tasks <= MAX_TIMERS + 2 * calls.size(), "P10", tasks + " tasks and timers wait");
    }

    /// P4: live at the head, the Staff App was told so, and the feed is open.
    boolean isWhole(List<StaffNode> nodes) {
        return running
                && driver.freshness() instanceof Freshness.Live
                && driver.state().known().feed() instanceof Feed.Open
                && shown.equals(Optional.of(database.head()))
                && nodes.stream().anyMatch(node -> node.heardOf(database.head()));
    }

    @Override
    public String toString() {
        return driver.freshness() + " at " + shown + "\n" + core.lastSteps();
    }
}
