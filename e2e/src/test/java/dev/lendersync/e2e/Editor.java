package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/// Edits the catalog at random while things die around it: through the API and in SQL at the same time, from one
/// product to thousands in a transaction. Remembers what was acknowledged: that must not be lost.
final class Editor implements AutoCloseable {
    private static final int PAUSE_MILLIS = 5;
    /// Mistakes in the statements themselves: data, constraints, syntax. All other failures are what faults do.
    private static final List<String> OUR_FAULT = List.of("22", "23", "42");

    // Set once.
    private final LocalSystem system;
    private final Ledger ledger;
    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
    private final List<Lane> lanes;
    // Shared.
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final Collection<Exception> mistakes = new ConcurrentLinkedQueue<>();

    /// One way to make one edit after the other.
    private record Lane(Edits edits, ReentrantLock turn) {}

    /// Makes edits of one kind.
    interface Edits {
        /// @return whether it was acknowledged
        boolean next() throws IOException, InterruptedException, SQLException;
    }

    private Editor(LocalSystem system, Ledger ledger, List<Edits> edits) {
        this.system = system;
        this.ledger = ledger;
        this.lanes =
                edits.stream().map(each -> new Lane(each, new ReentrantLock())).toList();
    }

    /// Begins to edit, and goes on until closed.
    static Editor start(LocalSystem system, long seed) throws SQLException {
        Ledger ledger = Ledger.of(system.database(), "edit of seed " + seed + " ");
        Random random = new Random(seed);
        Editor editor = new Editor(
                system,
                ledger,
                List.of(
                        new SqlEdits(system, ledger, new Random(random.nextLong())),
                        new ApiEdits(system, ledger, new Random(random.nextLong()))));
        for (Lane lane : editor.lanes) {
            editor.scheduler.scheduleWithFixedDelay(() -> editor.edit(lane), 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
        return editor;
    }

    private void edit(Lane lane) {
        lane.turn().lock();
        try {
            // It may have waited for its turn since before the end.
            if (!scheduler.isShutdown() && lane.edits().next()) {
                acknowledged.incrementAndGet();
            }
        } catch (SQLException e) {
            // As with an IOException, what it went through is dead, and whether the edit was made is unknown.
            String state = e.getSQLState();
            if (state != null && OUR_FAULT.contains(state.substring(0, 2))) {
                mistakes.add(e);
            }
        } catch (IOException e) {
            // The same.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        } catch (RuntimeException e) {
            mistakes.add(e);
        } finally {
            lane.turn().unlock();
        }
    }

    /// How many edits were acknowledged so far.
    int acknowledged() {
        return acknowledged.get();
    }

    /// Waits until this many edits were acknowledged.
    void awaitAcknowledged(int count) throws Exception {
        Await.until(count + " edits are acknowledged", () -> {
            assertThat(mistakes).as("mistakes of the editor").isEmpty();
            return acknowledged() >= count;
        });
    }

    /// Waits until no edit is under way, and makes none until [#resume], which the same thread has to call.
    void pause() {
        lanes.forEach(lane -> lane.turn().lock());
    }

    void resume() {
        lanes.forEach(lane -> lane.turn().unlock());
    }

    /// The database was put back to an earlier copy: what was acknowledged since is not to be found in it. Only when
    /// paused.
    void beginAnew() throws SQLException {
        ledger.beginAnew(system.database());
    }

    /// Ends, and checks that each acknowledged edit is in the database.
    ///
    /// @return how many there were
    int finish() throws SQLException {
        pause();
        try {
            close();
            assertThat(mistakes).as("mistakes of the editor").isEmpty();
            Map<String, String> lost = ledger.lostIn(system.database());
            assertThat(lost)
                    .as("acknowledged edits that are not in the database")
                    .isEmpty();
            return acknowledged();
        } finally {
            resume();
        }
    }

    @Override
    public void close() {
        scheduler.shutdown();
    }
}
