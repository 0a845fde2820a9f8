package dev.lendersync.replica;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the application's code, listeners and what depends on futures, in order and one at a time, away from the
/// replica's own thread. A listener that lags gets the changes beyond [#MAX_CHANGES] as one.
///
/// Threads: offered by the loop, run by one thread; the lock guards the queue.
final class Notices {
    static final int MAX_CHANGES = 100;

    private static final Logger log = LoggerFactory.getLogger(Notices.class);

    /// A change to tell, or something else to run, in order.
    private sealed interface Notice {
        record Change(CatalogChange change) implements Notice {}

        record Run(Runnable task) implements Notice {}
    }

    private final Executor thread;
    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final Map<Object, Runnable> confirmed = new ConcurrentHashMap<>();
    private final AtomicBoolean untold = new AtomicBoolean();
    private final Object lock = new Object();
    // Guarded by the lock.
    private final Deque<Notice> pending = new ArrayDeque<>();
    private int changes;
    private boolean running;

    Notices(Executor thread) {
        this.thread = thread;
    }

    /// Told apart by identity, so that one listener can be registered twice.
    private record Entry(Object identity, Consumer<CatalogChange> listener) {}

    Subscription subscribe(Consumer<CatalogChange> listener) {
        Entry entry = new Entry(new Object(), listener);
        entries.add(entry);
        return () -> entries.remove(entry);
    }

    void tell(CatalogChange change) {
        synchronized (lock) {
            if (changes >= MAX_CHANGES && pending.peekLast() instanceof Notice.Change(CatalogChange last)) {
                pending.removeLast();
                pending.addLast(new Notice.Change(last.and(change)));
            } else {
                pending.addLast(new Notice.Change(change));
                changes++;
            }
        }
        start();
    }

    Subscription subscribeConfirmed(Runnable listener) {
        Object identity = new Object();
        confirmed.put(identity, listener);
        return () -> confirmed.remove(identity);
    }

    /// PostgreSQL's word on the catalog has become younger. Told once, however many come before it was.
    void tellConfirmed() {
        if (!confirmed.isEmpty() && untold.compareAndSet(false, true)) {
            run(() -> {
                untold.set(false);
                confirmed.values().forEach(Notices::guarded);
            });
        }
    }

    void run(Runnable task) {
        synchronized (lock) {
            pending.addLast(new Notice.Run(task));
        }
        start();
    }

    private void start() {
        synchronized (lock) {
            if (running) {
                return;
            }
            running = true;
        }
        try {
            thread.execute(this::drain);
        } catch (RejectedExecutionException e) {
            log.debug("The replica was closed; nobody is told any more");
        }
    }

    private void drain() {
        for (Notice notice = next(); notice != null; notice = next()) {
            switch (notice) {
                case Notice.Change(CatalogChange change) ->
                    entries.forEach(entry -> guarded(() -> entry.listener.accept(change)));
                case Notice.Run(Runnable task) -> guarded(task);
            }
        }
    }

    private @Nullable Notice next() {
        synchronized (lock) {
            Notice notice = pending.pollFirst();
            running = notice != null;
            changes -= notice instanceof Notice.Change ? 1 : 0;
            return notice;
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            log.error("A listener of lender products failed", e);
        }
    }
}
