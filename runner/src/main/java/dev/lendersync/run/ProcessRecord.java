package dev.lendersync.run;

import dev.lendersync.protocol.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Remembers on disk which processes run, so that the next `./run` can end what one that was killed left behind.
final class ProcessRecord {
    private static final String FILE = "processes.json";
    // The start time is computed from the clock of the machine, which may be set by a little meanwhile.
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private record Entry(String name, long pid, long startedMillis) {}

    private final Home home;
    // Guarded by this object.
    private final Map<String, Entry> entries = new TreeMap<>();

    ProcessRecord(Home home) {
        this.home = home;
    }

    /// Remembers the process that now runs under a name, instead of the former one.
    synchronized void remember(String name, ProcessHandle process) throws IOException {
        long started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        entries.put(name, new Entry(name, process.pid(), started));
        home.write(FILE, List.copyOf(entries.values()));
    }

    synchronized void forgetAll() throws IOException {
        entries.clear();
        home.delete(FILE);
    }

    /// The processes of a former run that still live. A process that merely has the same number was started at another
    /// time.
    List<ProcessHandle> leftovers() throws IOException {
        Optional<JsonNode> remembered = home.read(FILE);
        List<ProcessHandle> living = new ArrayList<>();
        for (JsonNode json : remembered.orElseGet(Json.MAPPER::createArrayNode)) {
            Instant started = Instant.ofEpochMilli(json.path("startedMillis").asLong());
            ProcessHandle.of(json.path("pid").asLong())
                    .filter(process -> process.info().startInstant().stream()
                            .anyMatch(instant ->
                                    Duration.between(started, instant).abs().compareTo(TOLERANCE) <= 0))
                    .ifPresent(living::add);
        }
        return living;
    }
}
