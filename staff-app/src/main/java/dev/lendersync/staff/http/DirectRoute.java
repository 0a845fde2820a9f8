package dev.lendersync.staff.http;

import dev.lendersync.staff.identity.Principal;
import io.vertx.core.http.HttpServerRequest;

/// An operation that stays on the event loop from end to end, and must not block it: its answer is shared by many, or
/// never ends. Whatever the method; the operation refuses what it doesn't take.
///
/// @param path without parameters
/// @param lasting whether it goes on after the answer has begun, so that it must end with its credentials
/// @param ticket whether `?ticket=` is taken for credentials, since browsers can't set headers there
public record DirectRoute(String path, Access access, boolean lasting, boolean ticket, Operation operation) {
    @FunctionalInterface
    public interface Operation {
        void answer(HttpServerRequest request, Principal principal);
    }
}
