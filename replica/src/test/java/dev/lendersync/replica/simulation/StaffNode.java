package dev.lendersync.replica.simulation;

import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.CatalogHistory;
import dev.lendersync.protocol.Position;
import dev.lendersync.protocol.Since;
import dev.lendersync.protocol.SyncHeaders;
import dev.lendersync.replica.transport.Request;
import dev.lendersync.replica.transport.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/// One node of the Staff App: a mirror of the database, which it looks at once a second and when notified, served by
/// pull and by live feed as SPEC.md says.
public final class StaffNode {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration UNCONFIRMED = Duration.ofSeconds(30);

    private final Schedule time;
    private final Database database;
    private final Faults faults;
    private final Consumer<Position> moved;
    private final List<StaffConnection> connections = new ArrayList<>();
    private final Set<Applied> reported = new HashSet<>();
    private Optional<CatalogHistory> served = Optional.empty();
    private Optional<Position> highestServed = Optional.empty();
    private long confirmedNanos;
    private boolean up = true;
    private boolean cutOff;
    private boolean lying;
    private int life;

    /// @param moved hears of each position that this node begins to serve
    public StaffNode(Schedule time, Database database, Faults faults, Consumer<Position> moved) {
        this.time = time;
        this.database = database;
        this.faults = faults;
        this.moved = moved;
        tick(life);
    }

    private void tick(int ofLife) {
        if (up && life == ofLife) {
            look();
            List.copyOf(connections).forEach(StaffConnection::check);
            time.after(LOOK_EVERY, () -> tick(ofLife));
        }
    }

    /// PostgreSQL notifies.
    public void notified() {
        if (!faults.strikes(Fault.LOST_NOTIFY)) {
            look();
        }
    }

    /// Asks PostgreSQL for the head; the answer counts from now.
    private void look() {
        long asked = time.nanos();
        int ofLife = life;
        time.after(faults.millis(1, 20), () -> {
            if (life == ofLife) {
                read(asked);
            }
        });
    }

    private void read(long asked) {
        if (!up || cutOff) {
            return;
        }
        CatalogHistory read = database.read();
        Position head = read.catalog().position();
        if (highestServed.filter(highest -> isBelow(head, highest)).isPresent()) {
            database.changeSalt(head.epoch());
            look();
            return;
        }
        boolean moves = !served.map(CatalogHistory::catalog).equals(Optional.of(read.catalog()));
        served = Optional.of(read);
        highestServed = Optional.of(head);
        confirmedNanos = Math.max(confirmedNanos, asked);
        if (moves) {
            List.copyOf(connections).forEach(StaffConnection::offer);
            moved.accept(head);
        }
    }

    private static boolean isBelow(Position head, Position highest) {
        return head.sameEpoch(highest) && head.version() < highest.version();
    }

    Optional<Catalog> head() {
        return served.map(CatalogHistory::catalog);
    }

    CatalogHistory history() {
        return served.orElseThrow();
    }

    /// How old PostgreSQL's word is.
    OptionalLong ageMillis() {
        return OptionalLong.of(sinceConfirmed().toMillis());
    }

    private Duration sinceConfirmed() {
        return Duration.ofNanos(time.nanos() - confirmedNanos);
    }

    /// Nothing while it is down.
    Optional<Response> answer(Request request) {
        if (!up) {
            return Optional.empty();
        }
        if (request.path().equals(SyncHeaders.APPLIED_PATH)) {
            reported(Applied.decode(request.json().orElseThrow()));
            return Optional.of(new Response(204, Map.of(), new byte[0]));
        }
        Optional<Position> since = SyncAnswers.since(request);
        boolean mustLook = request.headers().containsKey(SyncHeaders.AT_LEAST)
                || since.filter(this::isAhead).isPresent();
        if (mustLook) {
            read(time.nanos());
        }
        if (served.isEmpty()
                || (mustLook && cutOff)
                || since.filter(this::mayBeNewer).isPresent()) {
            return Optional.of(new Response(503, Map.of(), new byte[0]));
        }
        return Optional.of(
                SyncAnswers.answer(served.get(), Optional.of(ageMillis().getAsLong()), request));
    }

    private boolean isAhead(Position since) {
        return served.filter(history -> history.since(since) instanceof Since.Ahead)
                .isPresent();
    }

    /// Another epoch that this node can't have heard of.
    private boolean mayBeNewer(Position since) {
        boolean foreign = served.filter(history -> !history.catalog().position().sameEpoch(since))
                .isPresent();
        return foreign && sinceConfirmed().compareTo(UNCONFIRMED) > 0;
    }

    /// Whether a reader that begins there gets a connection.
    boolean admits(Position since) {
        if (up && served.isPresent() && isAhead(since)) {
            read(time.nanos());
            return !cutOff;
        }
        return up && served.isPresent();
    }

    void connected(StaffConnection connection) {
        connections.add(connection);
        connection.greet();
    }

    void gone(StaffConnection connection) {
        connections.remove(connection);
    }

    void reported(Applied applied) {
        reported.add(applied);
    }

    /// Whether somebody proved to this node that he holds this.
    public boolean heardOf(Catalog catalog) {
        return reported.contains(Applied.of(catalog));
    }

    public boolean isUp() {
        return up;
    }

    public void cutOff(Duration forSoLong) {
        faults.count(Fault.CUT_OFF_FROM_POSTGRES);
        cutOff = true;
        time.after(forSoLong, () -> cutOff = false);
    }

    /// It sends other products than its digests are of.
    public void lie(Duration forSoLong) {
        faults.count(Fault.LIE);
        lying = true;
        time.after(forSoLong, () -> lying = false);
    }

    boolean lies() {
        return lying;
    }

    public void resyncStorm(int times) {
        for (StaffConnection connection : List.copyOf(connections)) {
            faults.count(Fault.RESYNC_STORM);
            for (int i = 0; i < times; i++) {
                time.after(
                        faults.millis(0, 3_000),
                        () -> connection.resync("Push All Products to Client", faults.chance(2)));
            }
        }
    }

    /// @param fault one of the kinds of crash, or a drain
    public void restart(Fault fault, Duration pause) {
        if (!up) {
            return;
        }
        faults.count(fault);
        up = false;
        life++;
        List.copyOf(connections).forEach(connection -> {
            if (fault == Fault.GOODBYE) {
                connection.goodbye();
            } else {
                connection.hangUp();
            }
        });
        connections.clear();
        served = Optional.empty();
        if (fault == Fault.STAFF_CRASH_WITHOUT_FOLDER) {
            highestServed = Optional.empty();
        }
        time.after(pause, () -> {
            up = true;
            tick(life);
        });
    }

    public void heal() {
        cutOff = false;
        lying = false;
    }
}
