package dev.lendersync.feed.listen;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes up a renewed certificate without a restart: new connections get it, those that are open go on. What can't be
/// used changes nothing; a file may be only half written, or be written before its partner.
final class TlsRenewal {
    private static final Logger LOG = LoggerFactory.getLogger(TlsRenewal.class);

    private final Vertx vertx;
    private final HttpServer server;
    private final TlsFiles files;

    // Only on the context that started it.
    private TlsIdentity serving;
    private String warned = "";

    private TlsRenewal(Vertx vertx, HttpServer server, TlsFiles files, TlsIdentity serving) {
        this.vertx = vertx;
        this.server = server;
        this.files = files;
        this.serving = serving;
    }

    static void start(Vertx vertx, HttpServer server, TlsFiles files, TlsIdentity serving, Duration every) {
        TlsRenewal renewal = new TlsRenewal(vertx, server, files, serving);
        vertx.setPeriodic(every.toMillis(), _ -> renewal.look());
    }

    private void look() {
        // The bytes are compared, since the times of files that are links say little.
        vertx.executeBlocking(files::read, false)
                .compose(found -> found.equals(serving) ? Future.succeededFuture() : take(found))
                .onFailure(this::keep);
    }

    private Future<Void> take(TlsIdentity found) {
        return server.updateSSLOptions(found.options(), true)
                .onSuccess(_ -> {
                    serving = found;
                    warned = "";
                    LOG.info("event=tls-renewed expires={}", found.expires());
                })
                .mapEmpty();
    }

    private void keep(Throwable failure) {
        String reason = String.valueOf(failure.getMessage());
        if (!reason.equals(warned)) {
            warned = reason;
            LOG.warn("event=tls-not-renewed expires={} reason=\"{}\"", serving.expires(), reason);
        }
    }
}
