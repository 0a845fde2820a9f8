package dev.lendersync.staff.clients;

import dev.lendersync.feed.LiveCaller;
import dev.lendersync.feed.LiveHandler;
import dev.lendersync.feed.SyncHandler;
import dev.lendersync.protocol.SyncHeaders;
import dev.lendersync.staff.http.Access;
import dev.lendersync.staff.http.DirectRoute;
import dev.lendersync.staff.identity.Principal;
import java.util.Optional;
import java.util.UUID;

/// The two doors by which clients get the catalog.
public final class CatalogRoutes {
    private CatalogRoutes() {}

    public static DirectRoute sync(SyncHandler sync, ClientSigns signs) {
        return new DirectRoute(
                SyncHeaders.SYNC_PATH,
                Access.CLIENT,
                false,
                false,
                (request, principal) -> sync.handle(
                        request, signs.pulls(principal, Optional.ofNullable(request.getHeader(SyncHeaders.INSTANCE)))));
    }

    public static DirectRoute live(LiveHandler live) {
        return new DirectRoute(
                SyncHeaders.LIVE_PATH,
                Access.CLIENT,
                true,
                true,
                (request, principal) -> live.handle(
                        request,
                        new LiveCaller(principal.key(), credential(principal), LiveHandler.instance(request))));
    }

    private static String credential(Principal principal) {
        return principal instanceof Principal.Client(UUID _, String _, String credential) ? credential : "";
    }
}
