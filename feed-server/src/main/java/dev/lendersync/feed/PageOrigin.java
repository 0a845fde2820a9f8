package dev.lendersync.feed;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Of which page a request is. Browsers say so with `Origin`, which no page can forge; other programs mostly don't.
public final class PageOrigin {
    private PageOrigin() {}

    /// Whether a page of this very server sent it.
    public static boolean isOwn(HttpServerRequest request) {
        @Nullable String origin = request.getHeader(HttpHeaders.ORIGIN);
        @Nullable String own = request.getHeader(HttpHeaders.HOST);
        if (origin == null || own == null) {
            return false;
        }
        try {
            @Nullable String host = URI.create(origin).getRawAuthority();
            return host != null && host.toLowerCase(Locale.ROOT).equals(own.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// Whether no page of somebody else's sent it.
    public static boolean isOwnOrNone(HttpServerRequest request) {
        return request.getHeader(HttpHeaders.ORIGIN) == null || isOwn(request);
    }
}
