package dev.lendersync.client;

import dev.lendersync.feed.Doorkeeper;
import dev.lendersync.feed.HttpLimits;
import dev.lendersync.feed.LiveFeed;
import dev.lendersync.feed.LiveHandler;
import dev.lendersync.feed.LiveListener;
import dev.lendersync.feed.RequestRates;
import dev.lendersync.feed.StaticFiles;
import dev.lendersync.feed.SyncHandler;
import dev.lendersync.feed.listen.Listening;
import dev.lendersync.feed.metrics.Metrics;
import dev.lendersync.feed.metrics.MetricsReaders;
import dev.lendersync.protocol.WebhookVerifier;
import dev.lendersync.replica.LenderProducts;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One running Client App: the replica and the HTTP server that shows it.
final class ClientServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClientServer.class);
    private static final int IDLE_SECONDS = 60;
    private static final int LISTEN_SECONDS = 10;
    // Together at most 5 s, the time in which a Client App stops.
    private static final int GOODBYE_SECONDS = 1;
    private static final int DRAIN_SECONDS = 2;
    private static final int CLOSE_SECONDS = 1;

    private final ClientSettings settings;
    private final Vertx vertx;
    private final LenderProducts replica;
    private final Context loop;
    private final LiveFeed feed;
    private final HttpServer http;
    private final Metrics metrics;

    private ClientServer(
            ClientSettings settings,
            StaticFiles portal,
            ReferenceData reference,
            InstantSource clock,
            LongSupplier nanos,
            RandomGenerator random) {
        this.settings = settings;
        String instance = InstanceName.in(settings.dataDir(), random);
        replica = replica(settings, instance);
        vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        loop = vertx.getOrCreateContext();
        Listening listening = settings.listening();
        http = listening.server(
                vertx,
                HttpLimits.prepare(LiveHandler.prepare(new HttpServerOptions())
                        .setHost(settings.host())
                        .setPort(settings.port())
                        .setIdleTimeout(IDLE_SECONDS)
                        .setIdleTimeoutUnit(TimeUnit.SECONDS)));
        Optional<WebhookVerifier> verifier = Optional.of(settings.webhookSecrets())
                .filter(secrets -> !secrets.isEmpty())
                .map(WebhookVerifier::new);
        ReplicaSource source = new ReplicaSource(replica, vertx);
        feed = new LiveFeed(vertx, loop, source, settings.live(), nanos, random, LiveListener.NONE);
        feed.start();
        metrics = new Metrics(nanos);
        Routes routes = new Routes(
                new SyncHandler(source, vertx),
                new LiveHandler(feed, settings.allowedOrigins(), listening.proxies()),
                new ProductList(source, vertx),
                new WebhookEndpoint(replica, instance, verifier, clock, vertx),
                new Status(replica, source),
                reference,
                new Origins(settings.allowedOrigins()),
                portal,
                new ClientMetrics(metrics, new MetricsReaders(listening.metricsToken()), replica, source, feed),
                listening.proxies());
        RequestRates rates = new RequestRates(settings.http(), nanos);
        new Doorkeeper(vertx, settings.http(), rates, listening.proxies(), nanos).guard(http, routes);
    }

    private static LenderProducts replica(ClientSettings settings, String instance) {
        LenderProducts.Builder replica = LenderProducts.connect(settings.staffUrl(), settings.apiKey())
                .cacheFile(settings.cacheFile())
                .instance(instance);
        settings.staffAuthority().ifPresent(replica::certificateAuthority);
        return (settings.listening().insecure() ? replica.allowPlainHttp() : replica).start();
    }

    /// Starts the replica and opens the port, whether or not the Staff App can be reached.
    ///
    /// @throws IOException when the port cannot be opened
    /// @throws IllegalArgumentException when a setting cannot be used
    static ClientServer start(ClientSettings settings, InstantSource clock, LongSupplier nanos, RandomGenerator random)
            throws IOException {
        StaticFiles portal = StaticFiles.read(ClientServer.class.getClassLoader(), "web/client");
        ReferenceData reference = ReferenceData.read(ClientServer.class.getClassLoader());
        ClientServer server = new ClientServer(settings, portal, reference, clock, nanos, random);
        try {
            within(LISTEN_SECONDS, server.listen());
            return server;
        } catch (CompletionException e) {
            server.close();
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(
                    "cannot listen on " + settings.host() + ":" + settings.port() + ": " + cause.getMessage(), e);
        }
    }

    /// On the event loop of the feed.
    private Future<HttpServer> listen() {
        Promise<HttpServer> listening = Promise.promise();
        loop.runOnContext(_ -> http.listen().onComplete(listening));
        return listening.future();
    }

    URI url() {
        return URI.create(settings.listening().scheme() + "://" + settings.host() + ":" + http.actualPort());
    }

    /// Says goodbye to those who follow, lets requests under way finish, together at most 3 s, then ends everything.
    @Override
    public void close() {
        stop("feed", GOODBYE_SECONDS + CLOSE_SECONDS, feed.drain(Duration.ofSeconds(GOODBYE_SECONDS)));
        stop("http", DRAIN_SECONDS + CLOSE_SECONDS, http.shutdown(DRAIN_SECONDS, TimeUnit.SECONDS));
        replica.close();
        metrics.close();
        stop("vertx", CLOSE_SECONDS, vertx.close());
    }

    /// A part that is late, as on a busy machine, keeps none of the others from being stopped.
    private static void stop(String part, int seconds, Future<?> stopping) {
        try {
            within(seconds, stopping);
        } catch (CompletionException e) {
            LOG.warn("event=stop-failed part={} reason=\"{}\"", part, e.getCause());
        }
    }

    private static <T> void within(int seconds, Future<T> future) {
        future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(seconds, TimeUnit.SECONDS)
                .join();
    }
}
