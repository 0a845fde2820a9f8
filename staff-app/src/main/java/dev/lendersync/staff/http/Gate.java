package dev.lendersync.staff.http;

import dev.lendersync.feed.PageOrigin;
import dev.lendersync.feed.listen.Sender;
import dev.lendersync.feed.listen.TrustedProxies;
import dev.lendersync.protocol.Problem;
import dev.lendersync.staff.identity.Authenticator;
import dev.lendersync.staff.identity.Credentials;
import dev.lendersync.staff.identity.LiveTickets;
import dev.lendersync.staff.identity.Principal;
import dev.lendersync.staff.identity.SessionToken;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds out who sent a request, and whether he may do what he asks for. Never blocks.
final class Gate {
    static final String CSRF_HEADER = "X-CSRF-Token";

    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Authenticator authenticator;
    private final LiveTickets tickets;
    private final TrustedProxies proxies;

    Gate(Authenticator authenticator, LiveTickets tickets, TrustedProxies proxies) {
        this.authenticator = authenticator;
        this.tickets = tickets;
        this.proxies = proxies;
    }

    /// Who sent the request; fails with a [ProblemException] when he may not do this.
    ///
    /// @param ticketTaken whether `?ticket=` is taken for credentials
    Future<Principal> admit(HttpServerRequest request, Access access, boolean ticketTaken) {
        if (access == Access.PUBLIC) {
            // Nobody is to be logged in by a page of somebody else's.
            return READS.contains(request.method()) || PageOrigin.isOwnOrNone(request, proxies.sender(request))
                    ? Future.succeededFuture(new Principal.Anonymous())
                    : Future.failedFuture(foreignOrigin());
        }
        return principal(request, ticketTaken).map(found -> allowed(found, access));
    }

    private static Principal allowed(Optional<Principal> found, Access access) {
        Principal principal = found.orElseThrow(Gate::unauthorized);
        if (principal instanceof Principal.PausedClient) {
            throw new ProblemException(Problem.of(
                    403, "client-paused", "The client is paused", "Staff paused this client; they can resume it."));
        }
        if (!access.allows(principal)) {
            throw new ProblemException(
                    Problem.of(403, "forbidden", "Not allowed", "These credentials don't allow this operation."));
        }
        return principal;
    }

    private Future<Optional<Principal>> principal(HttpServerRequest request, boolean ticketTaken) {
        @Nullable String ticket = ticketTaken ? request.getParam("ticket") : null;
        if (ticket != null) {
            return Future.succeededFuture(tickets.redeem(ticket));
        }
        @Nullable String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null) {
            return Credentials.bearer(header)
                    .map(authenticator::bearer)
                    .orElseGet(() -> Future.succeededFuture(Optional.empty()));
        }
        Sender sender = proxies.sender(request);
        return Peer.of(request, sender)
                .session()
                .map(session -> ofSession(request, sender, session))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    private Future<Optional<Principal>> ofSession(HttpServerRequest request, Sender sender, SessionToken session) {
        return authenticator.session(session).map(found -> {
            if (found.isPresent()) {
                requireOwnPage(request, sender, session);
            }
            return found;
        });
    }

    /// A browser sends the cookie whatever page asks it to: so what only our own pages can send is asked for too.
    private static void requireOwnPage(HttpServerRequest request, Sender sender, SessionToken session) {
        boolean webSocket = "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
        boolean own = webSocket ? PageOrigin.isOwn(request, sender) : PageOrigin.isOwnOrNone(request, sender);
        if (!own) {
            throw foreignOrigin();
        }
        @Nullable String csrf = request.getHeader(CSRF_HEADER);
        if (!READS.contains(request.method()) && (csrf == null || !session.hasCsrf(csrf))) {
            throw new ProblemException(Problem.of(
                    403,
                    "csrf",
                    "The CSRF token is missing",
                    "Send " + CSRF_HEADER + " with the csrfToken of GET /api/session."));
        }
    }

    private static ProblemException foreignOrigin() {
        return new ProblemException(
                Problem.of(403, "foreign-origin", "Not from this page", "Pages of this origin may not do this."));
    }

    private static ProblemException unauthorized() {
        return new ProblemException(Problem.of(
                401,
                "unauthorized",
                "Credentials are needed",
                "Log in, or send Authorization: Bearer with a staff token (lst_…) or a client API key (lsk_…)."));
    }
}
