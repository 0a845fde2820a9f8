package dev.lendersync.staff.http;

import dev.lendersync.staff.identity.SessionToken;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/// The other end of a connection.
///
/// @param address its IP address
/// @param port ours, which it is connected to
/// @param session what its cookie holds, if it has one; whether it is good for anything is not said
public record Peer(String address, int port, boolean tls, Optional<SessionToken> session) {
    static Peer of(HttpServerRequest request) {
        int port = request.localAddress().port();
        Optional<SessionToken> session = Optional.ofNullable(
                        request.getCookie(SessionCookie.name(port, request.isSSL())))
                .map(Cookie::getValue)
                .flatMap(SessionToken::parse);
        return new Peer(request.remoteAddress().hostAddress(), port, request.isSSL(), session);
    }
}
