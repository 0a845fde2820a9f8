package dev.lendersync.staff;

import dev.lendersync.feed.Doorkeeper;
import dev.lendersync.feed.HttpLimits;
import dev.lendersync.feed.LiveFeed;
import dev.lendersync.feed.LiveHandler;
import dev.lendersync.feed.RequestRates;
import dev.lendersync.feed.StaticFiles;
import dev.lendersync.feed.SyncHandler;
import dev.lendersync.feed.listen.Listening;
import dev.lendersync.feed.metrics.Metrics;
import dev.lendersync.feed.metrics.MetricsReaders;
import dev.lendersync.postgres.EmbeddedPostgres;
import dev.lendersync.postgres.EmbeddedPostgresConfig;
import dev.lendersync.protocol.CatalogHistory;
import dev.lendersync.protocol.Position;
import dev.lendersync.staff.catalog.CatalogAudit;
import dev.lendersync.staff.catalog.CatalogLink;
import dev.lendersync.staff.catalog.CatalogMirror;
import dev.lendersync.staff.catalog.Elapsed;
import dev.lendersync.staff.catalog.HighestServed;
import dev.lendersync.staff.clients.CatalogRoutes;
import dev.lendersync.staff.clients.ClientRegistry;
import dev.lendersync.staff.clients.ClientRoutes;
import dev.lendersync.staff.clients.ClientSigns;
import dev.lendersync.staff.clients.CutOff;
import dev.lendersync.staff.clients.FirstClient;
import dev.lendersync.staff.clients.FleetCounts;
import dev.lendersync.staff.clients.PushRoutes;
import dev.lendersync.staff.clients.ReportRoutes;
import dev.lendersync.staff.clients.StaffEvents;
import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.database.Migrations;
import dev.lendersync.staff.delivery.Deliveries;
import dev.lendersync.staff.delivery.SecretBox;
import dev.lendersync.staff.delivery.SecretsKey;
import dev.lendersync.staff.delivery.WebhookSecrets;
import dev.lendersync.staff.history.HistoryRoutes;
import dev.lendersync.staff.http.ApiServer;
import dev.lendersync.staff.http.DirectRoute;
import dev.lendersync.staff.http.Followers;
import dev.lendersync.staff.http.Idempotency;
import dev.lendersync.staff.http.LiveRoutes;
import dev.lendersync.staff.http.Route;
import dev.lendersync.staff.identity.Authenticator;
import dev.lendersync.staff.identity.Credentials;
import dev.lendersync.staff.identity.FirstAdmin;
import dev.lendersync.staff.identity.FirstToken;
import dev.lendersync.staff.identity.LiveTickets;
import dev.lendersync.staff.identity.Passwords;
import dev.lendersync.staff.imports.ExportRoutes;
import dev.lendersync.staff.imports.ImportRoutes;
import dev.lendersync.staff.lenders.LenderRoutes;
import dev.lendersync.staff.products.ProductRoutes;
import dev.lendersync.staff.users.IdentityRoutes;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running Staff App: its parts, wired by hand, in the order in which they start.
final class StaffServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StaffServer.class);
    private static final String PUSH_REASON = "Push All Products to Client";
    private static final long AUDIT_EVERY_MILLIS = 300_000;
    private static final long FORGET_EVERY_MILLIS = 3_600_000;
    private static final int START_SECONDS = 30;
    private static final int STOP_SECONDS = 3;
    private static final int GOODBYE_SECONDS = 2;
    private static final int IDLE_SECONDS = 75;
    private static final int ACCEPT_BACKLOG = 4_096;

    private final Optional<EmbeddedPostgres> embedded;
    private final Vertx vertx;
    private final CatalogMirror mirror;
    private final Database database;
    private final Deliveries deliveries;
    private final LiveFeed feed;
    private final StaffEvents events;
    private final HttpServer http;
    private final ExecutorService background;
    private final Passwords passwords;
    private final Metrics metrics;
    private final String url;
    private final Optional<String> welcome;
    private final List<Route> routes;
    private final List<DirectRoute> direct;

    private StaffServer(
            Optional<EmbeddedPostgres> embedded,
            Vertx vertx,
            CatalogMirror mirror,
            Database database,
            Deliveries deliveries,
            LiveFeed feed,
            StaffEvents events,
            HttpServer http,
            ExecutorService background,
            Passwords passwords,
            Metrics metrics,
            String url,
            Optional<String> welcome,
            List<Route> routes,
            List<DirectRoute> direct) {
        this.embedded = embedded;
        this.vertx = vertx;
        this.mirror = mirror;
        this.database = database;
        this.deliveries = deliveries;
        this.feed = feed;
        this.events = events;
        this.http = http;
        this.background = background;
        this.passwords = passwords;
        this.metrics = metrics;
        this.url = url;
        this.welcome = welcome;
        this.routes = List.copyOf(routes);
        this.direct = List.copyOf(direct);
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
        options.migrationDatabase()
                .map(owner -> new Migrations(owner, connect))
                .orElseGet(() -> new Migrations(connect))
                .run();

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
        Passwords passwords = new Passwords(random);
        Optional<String> welcome = new FirstAdmin(database, passwords, random, clock)
                .ensure(options.adminEmail(), options.adminPassword());

        CatalogAudit audit = new CatalogAudit(database, mirror);
        vertx.setPeriodic(
                AUDIT_EVERY_MILLIS,
                tick -> background.execute(
                        () -> run("audit", () -> LOG.info("event=audit finding=\"{}\"", audit.run()))));

        SecretBox box =
                new SecretBox(SecretsKey.find(Optional.ofNullable(options.secretsKey), dataFolder, random), random);
        WebhookSecrets secrets = new WebhookSecrets(box, random);
        secrets.requireKeyOf(database);
        Deliveries deliveries =
                Deliveries.create(vertx, database, connect, secrets, options.networks(), clock, nanos, random);
        Supplier<CatalogHistory> catalog = () -> mirror.served().orElseThrow().history();
        Supplier<Position> head = () -> catalog.get().catalog().position();
        ClientSigns signs = new ClientSigns(deliveries.proofs());
        LiveFeed feed = new LiveFeed(vertx, loop, mirror, options.live.limits(), nanos, random, signs);
        CutOff cutOff = new CutOff(database, signs, feed);
        StaffEvents events = new StaffEvents(vertx, loop, () -> catalog.get().catalog());
        ClientRegistry registry = new ClientRegistry(database, secrets, new Credentials(random), head, () -> {
            deliveries.dispatcher().wake();
            cutOff.look();
            events.clientsChanged();
        });
        if (options.clientApiUrl != null) {
            new FirstClient(registry).ensure(options.clientApiUrl, dataFolder);
        }
        mirror.onChange(deliveries.dispatcher()::headMoved);
        mirror.onChange(_ -> events.catalogMoved());
        deliveries.signals().onClientsChanged(events::clientsChanged);
        deliveries.signals().onRowsChanged(events::rowsChanged);

        Authenticator authenticator = new Authenticator(database, clock, nanos);
        LiveTickets tickets = new LiveTickets(nanos, random);
        Followers followers = new Followers(authenticator);
        vertx.setPeriodic(Followers.LOOK_EVERY_MILLIS, _ -> followers.look());
        List<Route> routes = new ArrayList<>();
        routes.addAll(new Health(mirror).routes());
        routes.addAll(new LenderRoutes(database, mirror).routes());
        ImportRoutes imports = new ImportRoutes(database, mirror);
        routes.addAll(imports.routes());
        routes.addAll(new ExportRoutes(database).routes());
        routes.addAll(new ProductRoutes(database, mirror).routes());
        routes.addAll(new HistoryRoutes(database).routes());
        routes.addAll(new ClientRoutes(registry).routes());
        routes.addAll(new ReportRoutes(signs).routes());
        routes.addAll(new PushRoutes(database, deliveries.push(), head).routes());
        routes.addAll(new LiveRoutes(tickets).routes());
        routes.addAll(IdentityRoutes.of(database, authenticator, passwords, clock, random));
        Listening listening = options.listening();
        Metrics metrics = new Metrics(nanos);
        routes.addAll(new StaffMetrics(metrics, mirror, audit, feed, deliveries.dispatcher(), new FleetCounts(database))
                .routes(new MetricsReaders(listening.metricsToken())));
        List<DirectRoute> direct = List.of(
                CatalogRoutes.sync(new SyncHandler(mirror, vertx), signs),
                CatalogRoutes.live(new LiveHandler(feed, options.live.allowedOrigins(), listening.proxies())),
                events.route());
        feed.start();
        events.start();
        cutOff.start(vertx);
        deliveries.start(catalog.get(), () -> feed.resyncAll(PUSH_REASON));
        StaticFiles screens = StaticFiles.read(StaffServer.class.getClassLoader(), "web/staff");
        Idempotency idempotency = new Idempotency(vertx, database, new KeptAnswers(box));
        vertx.setPeriodic(FORGET_EVERY_MILLIS, tick -> {
            background.execute(() -> run("forget", idempotency::forgetOld));
            background.execute(() -> run("forget-imports", imports::forgetOld));
        });
        HttpLimits limits = options.httpLimits();
        RequestRates rates = new RequestRates(limits, nanos);
        ApiServer api = new ApiServer(
                vertx,
                authenticator,
                tickets,
                followers,
                idempotency,
                routes,
                direct,
                screens,
                listening.proxies(),
                metrics,
                rates);
        Doorkeeper doorkeeper = new Doorkeeper(vertx, limits, rates, listening.proxies(), nanos);
        HttpServer http = listen(vertx, loop, doorkeeper, api, options, listening);
        return new StaffServer(
                embedded,
                vertx,
                mirror,
                database,
                deliveries,
                feed,
                events,
                http,
                background,
                passwords,
                metrics,
                listening.scheme() + "://" + options.host + ":" + http.actualPort(),
                welcome,
                routes,
                direct);
    }

    private static void awaitServed(CatalogMirror mirror) throws IOException {
        try {
            mirror.start().await(START_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException("PostgreSQL did not give the catalog within " + START_SECONDS + " s", e);
        }
    }

    private static void run(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("event={}-failed reason=\"{}\"", what, e.toString());
        }
    }

    /// Answers that are given again are encrypted as the webhook secrets are.
    private record KeptAnswers(SecretBox box) implements Idempotency.Seal {
        private static final byte[] BOUND = "idempotent answers".getBytes(StandardCharsets.US_ASCII);

        @Override
        public byte[] close(byte[] plain) {
            return box.encrypt(BOUND, plain);
        }

        @Override
        public byte[] open(byte[] closed) {
            return box.decrypt(BOUND, closed);
        }

        @Override
        public byte[] fingerprint(byte[] plain) {
            return box.fingerprint(BOUND, plain);
        }
    }

    private static HttpServer listen(
            Vertx vertx, Context loop, Doorkeeper doorkeeper, ApiServer api, Options options, Listening listening)
            throws IOException {
        HttpServerOptions limits = HttpLimits.prepare(LiveHandler.prepare(new HttpServerOptions()))
                .setHost(options.host)
                .setPort(options.port)
                .setAcceptBacklog(ACCEPT_BACKLOG)
                .setReuseAddress(true)
                .setIdleTimeout(IDLE_SECONDS);
        Promise<HttpServer> started = Promise.promise();
        // On the mirror's event loop: a change goes from PostgreSQL's socket to a reader's on one thread.
        loop.runOnContext(now ->
                doorkeeper.guard(listening.server(vertx, limits), api).listen().onComplete(started));
        try {
            return started.future().await(START_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IOException("can't listen on " + options.host + ":" + options.port + ": " + e.getMessage(), e);
        }
    }

    String url() {
        return url;
    }

    /// The one-time link by which the first admin chooses a password, as long as there is no admin who can log in.
    Optional<String> welcomeLink() {
        return welcome.map(path -> url + path);
    }

    /// The operations served, beside those that are [#direct].
    List<Route> routes() {
        return routes;
    }

    List<DirectRoute> direct() {
        return direct;
    }

    /// Says goodbye to those who follow, stops taking requests, lets those that run end, then stops the rest.
    @Override
    public void close() {
        stop("feed", feed.drain(Duration.ofSeconds(GOODBYE_SECONDS)));
        stop("events", events.close());
        stop("http", http.shutdown(STOP_SECONDS, TimeUnit.SECONDS));
        stop("deliveries", deliveries.close());
        background.shutdown();
        passwords.close();
        metrics.close();
        stop("mirror", mirror.close());
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
