package dev.lendersync.staff.delivery;

import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.CatalogHistory;
import dev.lendersync.protocol.Digest;
import dev.lendersync.protocol.Position;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The last heads of the catalog and when this node saw them: whether what a client says is right, how long it took,
/// and what it should have by now.
///
/// Thread-safe.
public final class RecentHeads {
    static final int MAX_HEADS = 1_024;

    private record Seen(Position position, Digest digest, long nanos) {}

    private final LongSupplier nanos;

    // Under the lock of this object; newest last.
    private final Deque<Seen> heads = new ArrayDeque<>();
    private @Nullable CatalogHistory newest;

    /// @param nanos the monotonic clock
    public RecentHeads(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// Takes note of a head. One that was overtaken already changes nothing.
    public synchronized void add(CatalogHistory history) {
        Position position = history.catalog().position();
        if (newest != null && newest.catalog().position().hasReached(position)) {
            return;
        }
        newest = history;
        heads.addLast(new Seen(position, history.catalog().digest(), nanos.getAsLong()));
        if (heads.size() > MAX_HEADS) {
            heads.removeFirst();
        }
    }

    public synchronized Optional<CatalogHistory> newest() {
        return Optional.ofNullable(newest);
    }

    /// The newest version of the current epoch that was the head `ago` already.
    synchronized OptionalLong versionThen(Duration ago) {
        long then = nanos.getAsLong() - ago.toNanos();
        for (Iterator<Seen> seen = heads.descendingIterator(); seen.hasNext(); ) {
            Seen head = seen.next();
            if (!head.position.sameEpoch(heads.getLast().position)) {
                return OptionalLong.empty();
            }
            if (head.nanos - then <= 0) {
                return OptionalLong.of(head.position.version());
            }
        }
        return OptionalLong.empty();
    }

    /// What to make of what a client holds.
    synchronized Proof judge(Applied applied) {
        for (Iterator<Seen> seen = heads.descendingIterator(); seen.hasNext(); ) {
            Seen head = seen.next();
            if (head.position.equals(applied.position())) {
                long millis = TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - head.nanos);
                return new Proof(applied, head.digest.equals(applied.digest()), OptionalLong.of(millis));
            }
        }
        return new Proof(applied, false, OptionalLong.empty());
    }
}
