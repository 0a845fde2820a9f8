package dev.lendersync.staff.users;

import dev.lendersync.staff.http.Request;
import dev.lendersync.staff.identity.Means;
import dev.lendersync.staff.identity.Principal;
import dev.lendersync.staff.identity.SessionToken;
import java.util.Optional;
import java.util.UUID;

/// The session that a request belongs to.
record Own(UUID user, UUID session, SessionToken token) {
    /// Nothing for callers with a token.
    static Optional<Own> of(Request request) {
        return request.principal() instanceof Principal.Staff staff
                        && staff.means() instanceof Means.Session(UUID session)
                ? Optional.of(new Own(
                        staff.userId().orElseThrow(),
                        session,
                        request.peer().session().orElseThrow()))
                : Optional.empty();
    }
}
