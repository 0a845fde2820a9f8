package dev.lendersync.feed;

import dev.lendersync.feed.listen.Sender;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Of which page a request is. Browsers say so with `Origin`, which no page can forge; other programs mostly don't.
public final class PageOrigin {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private PageOrigin() {}

    /// Whether a page of this very server sent it. A page that came over plain HTTP, where others could write into it,
    /// is not the server's that speaks TLS.
    public static boolean isOwn(HttpServerRequest request, Sender sender) {
        @Nullable String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null || sender.host().isEmpty()) {
            return false;
        }
        try {
            URI page = URI.create(origin);
            boolean https = "https".equalsIgnoreCase(page.getScheme());
            int usualPort = https ? HTTPS_PORT : HTTP_PORT;
            return (https || !sender.tls())
                    && isSame(authority(page), sender.host().get(), usualPort);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<HostAndPort> authority(URI page) {
        return Optional.ofNullable(page.getRawAuthority())
                .flatMap(text -> Optional.ofNullable(HostAndPort.parseAuthority(text, -1)));
    }

    private static boolean isSame(Optional<HostAndPort> page, HostAndPort own, int usualPort) {
        return page.filter(host ->
                        host.host().equalsIgnoreCase(own.host()) && port(host, usualPort) == port(own, usualPort))
                .isPresent();
    }

    private static int port(HostAndPort host, int usualPort) {
        return host.port() < 0 ? usualPort : host.port();
    }

    /// Whether no page of somebody else's sent it.
    public static boolean isOwnOrNone(HttpServerRequest request, Sender sender) {
        return request.getHeader(HttpHeaders.ORIGIN) == null || isOwn(request, sender);
    }
}
