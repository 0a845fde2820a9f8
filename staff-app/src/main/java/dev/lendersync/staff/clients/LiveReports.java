package dev.lendersync.staff.clients;

import dev.lendersync.feed.LiveCaller;
import dev.lendersync.feed.LiveListener;
import dev.lendersync.protocol.Applied;
import dev.lendersync.staff.identity.Principal;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Consumer;

/// Takes what clients say on the live feed for what they say by a request. A staff token may follow too; what it says
/// is forgotten.
public final class LiveReports implements LiveListener {
    private final ClientReports reports;
    private final Consumer<UUID> clientSeen;
    private final InstantSource clock;

    public LiveReports(ClientReports reports, Consumer<UUID> clientSeen, InstantSource clock) {
        this.reports = reports;
        this.clientSeen = clientSeen;
        this.clock = clock;
    }

    @Override
    public void seen(LiveCaller caller) {
        Principal.clientOf(caller.key()).ifPresent(clientSeen);
    }

    @Override
    public void applied(LiveCaller caller, Applied applied) {
        Principal.clientOf(caller.key())
                .ifPresent(id -> reports.add(new Report(
                        id, caller.instance().orElse(ClientRoutes.DEFAULT_INSTANCE), applied, clock.instant())));
    }
}
