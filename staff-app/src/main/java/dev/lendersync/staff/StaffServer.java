package dev.lendersync.staff;

import dev.lendersync.feed.LiveFeed;
import dev.lendersync.feed.LiveHandler;
import dev.lendersync.feed.Problems;
import dev.lendersync.feed.SyncHandler;
import dev.lendersync.postgres.EmbeddedPostgres;
import dev.lendersync.postgres.EmbeddedPostgresConfig;
import dev.lendersync.staff.catalog.CatalogAudit;
import dev.lendersync.staff.catalog.CatalogLink;
import dev.lendersync.staff.catalog.CatalogMirror;
import dev.lendersync.staff.catalog.Elapsed;
import dev.lendersync.staff.catalog.HighestServed;
import dev.lendersync.staff.clients.ClientRegistry;
import dev.lendersync.staff.clients.ClientReports;
import dev.lendersync.staff.clients.ClientRoutes;
import dev.lendersync.staff.clients.ClientStore;
import dev.lendersync.staff.clients.FirstClient;
import dev.lendersync.staff.clients.LiveReports;
import dev.lendersync.staff.clients.SecretsKey;
import dev.lendersync.staff.clients.WebhookSecrets;
import dev.lendersync.staff.clients.WebhookSender;
import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.database.Migrations;
import dev.lendersync.staff.http.ApiServer;
import dev.lendersync.staff.http.LiveRoutes;
import dev.lendersync.staff.http.Route;
import dev.lendersync.staff.identity.Authenticator;
import dev.lendersync.staff.identity.Credentials;
import dev.lendersync.staff.identity.FirstToken;
import dev.lendersync.staff.identity.LiveTickets;
import dev.lendersync.staff.lenders.LenderRoutes;
import dev.lendersync.staff.outbound.Outbound;
import dev.lendersync.staff.products.ProductRoutes;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running Staff App: its parts, wired by hand, in the order in which they start.
final class StaffServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StaffServer.class);
    private static final long AUDIT_EVERY_MILLIS = 300_000;
    private static final int START_SECONDS = 30;
    private static final int STOP_SECONDS = 3;
    private static final int GOODBYE_SECONDS = 2;
    private static final int IDLE_SECONDS = 75;
    private static final int ACCEPT_BACKLOG = 4_096;
    private static final int MAX_URL = 8_192;
    private static final int MAX_HEADERS = 16_384;

    private final Optional<EmbeddedPostgres> embedded;
    private final Vertx vertx;
    private final Database database;
    private final LiveFeed feed;
    private final HttpServer http;
    private final ExecutorService background;
    private final String url;
    private final List<Route> routes;

    private StaffServer(
            Optional<EmbeddedPostgres> embedded,
            Vertx vertx,
            Database database,
            LiveFeed feed,
            HttpServer http,
            ExecutorService background,
            String url,
            List<Route> routes) {
        this.embedded = embedded;
        this.vertx = vertx;
        this.database = database;
        this.feed = feed;
        this.http = http;
        this.background = background;
        this.url = url;
        this.routes = List.copyOf(routes);
    }

    /// @throws IllegalArgumentException when an option is wrong; [Options#check] finds most of it sooner
    static StaffServer start(Options options, InstantSource clock, LongSupplier nanos, SecureRandom random)
            throws IOException {
        Path dataFolder = options.dataFolder();
        Optional<PgConnectOptions> own = options.database();
        Optional<EmbeddedPostgres> embedded = own.isPresent()
                ? Optional.empty()
                : Optional.of(
                        EmbeddedPostgres.start(EmbeddedPostgresConfig.in(dataFolder.resolve("postgres"), random)));
        PgConnectOptions connect = embedded.map(EmbeddedPostgres::uri)
                .map(PgConnectOptions::fromUri)
                .or(() -> own)
                .orElseThrow();
        new Migrations(connect).run();

        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        ExecutorService background = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("background").factory());
        Database database = new Database(vertx, connect);
        Context loop = vertx.getOrCreateContext();
        CatalogMirror mirror = new CatalogMirror(
                vertx,
                loop,
                new CatalogLink(vertx, connect),
                new HighestServed(dataFolder.resolve("highest-served"), background),
                new Elapsed(clock, nanos));
        awaitServed(mirror);
        new FirstToken(database, random).ensure(Optional.ofNullable(options.adminToken), dataFolder);

        CatalogAudit audit = new CatalogAudit(database, mirror);
        vertx.setPeriodic(AUDIT_EVERY_MILLIS, tick -> background.execute(() -> run(audit)));

        ClientStore clientStore = new ClientStore(database);
        WebhookSecrets secrets = new WebhookSecrets(
                SecretsKey.find(Optional.ofNullable(options.secretsKey), dataFolder, random), random);
        secrets.requireKeyOf(database);
        WebhookSender sender = new WebhookSender(
                loop, new Outbound(vertx, options.networks(), WebhookSender.MAX_REQUESTS), clock, random);
        ClientRegistry registry = new ClientRegistry(clientStore, secrets, new Credentials(random), sender);
        ClientReports reports = new ClientReports(clientStore::write);
        reports.start(vertx);
        mirror.onChange(sender::headMoved);
        mirror.served().ifPresent(served -> sender.headMoved(served.history()));
        registry.start();
        if (options.clientApiUrl != null) {
            new FirstClient(registry).ensure(options.clientApiUrl, dataFolder);
        }

        List<Route> routes = new ArrayList<>();
        routes.addAll(new Health(mirror).routes());
        routes.addAll(new LenderRoutes(database, mirror).routes());
        routes.addAll(new ProductRoutes(database, mirror).routes());
        routes.addAll(new ClientRoutes(registry, reports, clock).routes());
        LiveTickets tickets = new LiveTickets(nanos, random);
        routes.addAll(new LiveRoutes(tickets).routes());
        LiveReports followers = new LiveReports(reports, sender::signOfLife, clock);
        LiveFeed feed = new LiveFeed(vertx, loop, mirror, options.live.limits(), nanos, random, followers);
        feed.start();
        ApiServer api = new ApiServer(
                vertx,
                new Authenticator(database, nanos),
                tickets,
                routes,
                new SyncHandler(mirror, vertx),
                new LiveHandler(feed, options.live.allowedOrigins()),
                sender::signOfLife);
        HttpServer http = listen(vertx, loop, api, options);
        return new StaffServer(
                embedded,
                vertx,
                database,
                feed,
                http,
                background,
                "http://" + options.host + ":" + http.actualPort(),
                routes);
    }

    private static void awaitServed(CatalogMirror mirror) throws IOException {
        try {
            mirror.start().await(START_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException("PostgreSQL did not give the catalog within " + START_SECONDS + " s", e);
        }
    }

    private static void run(CatalogAudit audit) {
        try {
            LOG.info("event=audit finding=\"{}\"", audit.run());
        } catch (RuntimeException e) {
            LOG.warn("event=audit-failed reason=\"{}\"", e.toString());
        }
    }

    private static HttpServer listen(Vertx vertx, Context loop, ApiServer api, Options options) throws IOException {
        HttpServerOptions limits = LiveHandler.prepare(new HttpServerOptions())
                .setHost(options.host)
                .setPort(options.port)
                .setAcceptBacklog(ACCEPT_BACKLOG)
                .setReuseAddress(true)
                .setIdleTimeout(IDLE_SECONDS)
                .setMaxInitialLineLength(MAX_URL)
                .setMaxHeaderSize(MAX_HEADERS);
        Promise<HttpServer> listening = Promise.promise();
        // On the mirror's event loop: a change goes from PostgreSQL's socket to a reader's on one thread.
        loop.runOnContext(now -> vertx.createHttpServer(limits)
                .requestHandler(api)
                .invalidRequestHandler(Problems::sendInvalidRequest)
                .listen()
                .onComplete(listening));
        try {
            return listening.future().await(START_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IOException("can't listen on " + options.host + ":" + options.port + ": " + e.getMessage(), e);
        }
    }

    String url() {
        return url;
    }

    /// The operations served, beside `/sync`.
    List<Route> routes() {
        return routes;
    }

    /// Says goodbye to those who follow, stops taking requests, lets those that run end, then stops the rest.
    @Override
    public void close() {
        stop("feed", feed.drain(Duration.ofSeconds(GOODBYE_SECONDS)));
        stop("http", http.shutdown(STOP_SECONDS, TimeUnit.SECONDS));
        background.shutdown();
        stop("database", database.close());
        stop("vertx", vertx.close());
        embedded.ifPresent(EmbeddedPostgres::close);
    }

    private static void stop(String part, Future<?> stopping) {
        try {
            stopping.await(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            LOG.warn("event=stop-failed part={} reason=\"{}\"", part, e.toString());
        }
    }
}
