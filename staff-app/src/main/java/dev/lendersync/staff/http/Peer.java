package dev.lendersync.staff.http;

import dev.lendersync.feed.listen.Sender;
import dev.lendersync.staff.identity.SessionToken;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/// The other end of a connection.
///
/// @param address its IP address; behind trusted proxies, that of whom they speak for
/// @param tls whether the browser, say, speaks TLS, be it to such a proxy
/// @param port ours, which it is connected to
/// @param session what its cookie holds, if it has one; whether it is good for anything is not said
public record Peer(String address, int port, boolean tls, Optional<SessionToken> session) {
    static Peer of(HttpServerRequest request, Sender sender) {
        int port = request.localAddress().port();
        Optional<SessionToken> session = Optional.ofNullable(request.getCookie(SessionCookie.name(port, sender.tls())))
                .map(Cookie::getValue)
                .flatMap(SessionToken::parse);
        return new Peer(sender.address(), port, sender.tls(), session);
    }
}
