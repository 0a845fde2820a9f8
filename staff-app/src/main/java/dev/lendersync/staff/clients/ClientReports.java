package dev.lendersync.staff.clients;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes the reports of clients and writes the latest of each instance, all together once a second: however often a
/// client reports, it costs the database one row a second. A crash loses the last second's, which clients repeat.
///
/// Thread-safe; never blocks.
public final class ClientReports {
    static final long WRITE_EVERY_MILLIS = 1_000;
    /// Instances of one client; beyond them, those that were silent longest are forgotten.
    static final int MAX_INSTANCES = 64;

    private static final Logger LOG = LoggerFactory.getLogger(ClientReports.class);

    private final Function<List<Report>, Future<Void>> store;

    // Under the lock of this object.
    private Map<UUID, Map<String, Report>> unwritten = new HashMap<>();
    private boolean writing;

    /// @param store writes reports of instances that differ, e.g. [ClientStore#write]
    public ClientReports(Function<List<Report>, Future<Void>> store) {
        this.store = store;
    }

    /// Begins to write.
    public void start(Vertx vertx) {
        vertx.setPeriodic(WRITE_EVERY_MILLIS, tick -> flush());
    }

    synchronized void add(Report report) {
        Map<String, Report> ofClient = unwritten.computeIfAbsent(report.clientId(), id -> new LinkedHashMap<>());
        ofClient.remove(report.instance());
        ofClient.put(report.instance(), report);
        if (ofClient.size() > MAX_INSTANCES) {
            ofClient.remove(ofClient.keySet().iterator().next());
        }
    }

    /// Writes what came since the last time, unless that is still being written.
    void flush() {
        List<Report> batch = take();
        if (!batch.isEmpty()) {
            store.apply(batch).onComplete(done -> {
                if (done.failed()) {
                    LOG.warn(
                            "event=reports-unwritten count={} reason=\"{}\"",
                            batch.size(),
                            done.cause().toString());
                }
                end(done.failed() ? batch : List.of());
            });
        }
    }

    private synchronized List<Report> take() {
        if (writing || unwritten.isEmpty()) {
            return List.of();
        }
        writing = true;
        List<Report> batch = new ArrayList<>();
        unwritten.values().forEach(ofClient -> batch.addAll(ofClient.values()));
        unwritten = new HashMap<>();
        return batch;
    }

    /// Those that couldn't be written come again, behind what the same instances said meanwhile.
    private synchronized void end(List<Report> again) {
        writing = false;
        Map<UUID, Map<String, Report>> newer = unwritten;
        unwritten = new HashMap<>();
        again.forEach(this::add);
        newer.values().forEach(ofClient -> ofClient.values().forEach(this::add));
    }
}
