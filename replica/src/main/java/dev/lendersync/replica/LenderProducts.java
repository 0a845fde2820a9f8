package dev.lendersync.replica;

import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Position;
import dev.lendersync.replica.disk.CatalogFile;
import dev.lendersync.replica.disk.CatalogWriter;
import dev.lendersync.replica.transport.Authority;
import dev.lendersync.replica.transport.HttpTransport;
import dev.lendersync.replica.transport.Transport;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/// A replica of the Staff App's catalog of lender products, which keeps itself up to date and proves it.
///
/// ```java
/// try (LenderProducts products = LenderProducts.connect(staffUrl, apiKey).cacheFile(path).open()) {
///     products.catalog().products().forEach(...);
/// }
/// ```
///
/// Thread-safe. Reading never blocks and never asks the network. Listeners and what depends on the futures run on one
/// thread of the replica's, in order: when a future completes, the listeners have been told. Don't block there.
public final class LenderProducts implements AutoCloseable {
    /// How long [#refresh(Position)] pulls for the position.
    public static final Duration REACH_TIMEOUT = Duration.ofSeconds(8);

    private final Driver driver;

    LenderProducts(Driver driver) {
        this.driver = driver;
    }

    /// Begins a replica of the catalog at this Staff App.
    ///
    /// @param staffUrl http or https, without query; redirects are not followed
    /// @param apiKey the key that the Staff App gave when the client was registered
    /// @throws IllegalArgumentException when one of the two cannot be used; the key is not repeated
    public static Builder connect(URI staffUrl, String apiKey) {
        return new Builder(staffUrl, apiKey);
    }

    /// See [#connect(URI, String)].
    public static Builder connect(String staffUrl, String apiKey) {
        return connect(URI.create(staffUrl), apiKey);
    }

    /// The catalog: never older than one that was returned before, except after the Staff App's own history was
    /// rewound (P3).
    ///
    /// @throws IllegalStateException when there is none yet, which cannot be after `open()`
    public Catalog catalog() {
        return latest().orElseThrow(() -> new IllegalStateException("no catalog was received yet"));
    }

    /// The catalog, or nothing when none was received yet.
    public Optional<Catalog> latest() {
        return driver.state().known().catalog();
    }

    /// What the replica knows of itself now; judged at each call.
    public Freshness freshness() {
        return driver.freshness();
    }

    /// How long ago PostgreSQL last confirmed the catalog's position, all waits on the way added up; empty if never.
    /// One that serves this catalog to others sends it as `Lender-Sync-Age-Millis`.
    public OptionalLong ageMillis() {
        return driver.age().map(age -> OptionalLong.of(age.toMillis())).orElse(OptionalLong.empty());
    }

    /// Calls the listener after each change, in order, one at a time. One that throws is logged. One that lags more
    /// than 100 changes behind gets several as one.
    ///
    /// @return ends it when closed
    public Subscription onChange(Consumer<CatalogChange> listener) {
        return driver.notices().subscribe(listener);
    }

    /// Calls the listener soon after PostgreSQL's word on the catalog has become younger, as [#ageMillis()] tells;
    /// about every 10 s while live. A relay hands it on at once, so that ages don't add up along a chain.
    ///
    /// @return ends it when closed
    public Subscription onConfirmed(Runnable listener) {
        return driver.notices().subscribeConfirmed(listener);
    }

    /// Pulls now. The pull starts after this call, and concurrent calls share it: at most one is running and one
    /// queued. At most 1,000 calls may wait.
    ///
    /// @return the catalog then; fails with [StaffAppUnavailableException], or [IllegalStateException] when closed
    public CompletableFuture<Catalog> refresh() {
        return driver.call(new Wish.APull(), REACH_TIMEOUT);
    }

    /// Pulls until the catalog is at this position or beyond; returns at once when it is.
    ///
    /// @return the catalog then; after 8 s fails with [StaffAppUnavailableException] or, when the Staff App answers
    ///     but is not there itself, with [PositionNotReachedException]
    public CompletableFuture<Catalog> refresh(Position atLeast) {
        return driver.call(new Wish.AtLeast(atLeast), REACH_TIMEOUT);
    }

    /// Takes and verifies the whole catalog, even at an unchanged position; shared like [#refresh()].
    public CompletableFuture<Catalog> refreshFully() {
        return driver.call(new Wish.ASnapshot(), REACH_TIMEOUT);
    }

    /// Ends the replica promptly; calls that wait fail. What was read stays readable.
    @Override
    public void close() {
        driver.close();
    }

    /// How a replica is to be. Every limit has a default; nothing but the Staff App's URL and the key is needed.
    public static final class Builder {
        private static final Duration LONGEST_OPEN = Duration.ofSeconds(60);
        private static final Duration LONGEST_POLL = Duration.ofHours(1);
        private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

        private final URI staffUrl;
        private final String apiKey;
        private Optional<CatalogFile> file = Optional.empty();
        private Optional<String> instance = Optional.empty();
        private Duration openTimeout = Duration.ofSeconds(10);
        private Duration pollEvery = Duration.ofSeconds(10);
        private Optional<InstantSource> clock = Optional.empty();
        private Optional<RandomGenerator> random = Optional.empty();
        private Optional<Transport> transport = Optional.empty();
        private boolean plainHttp;
        private Optional<SSLContext> trust = Optional.empty();
        private Supplier<Surroundings> machine = Wiring::machine;

        private Builder(URI staffUrl, String apiKey) {
            HttpTransport.requireUsable(staffUrl, apiKey);
            this.staffUrl = staffUrl;
            this.apiKey = apiKey;
        }

        /// Keeps the last good catalog in this file, so that the replica can open while the Staff App is down. Each
        /// instance needs a file of its own; missing folders are made. Without one, nothing is written.
        public Builder cacheFile(Path path) {
            file = Optional.of(new CatalogFile(path));
            return this;
        }

        /// Names this running process to the Staff App: 1 to 64 of `[A-Za-z0-9._-]`; by default 8 random digits.
        public Builder instance(String name) {
            require(INSTANCE.matcher(name).matches(), "an instance is named by 1 to 64 of [A-Za-z0-9._-]");
            instance = Optional.of(name);
            return this;
        }

        /// Lets plain HTTP leave this machine: where something else keeps the network private, since anybody on the way
        /// can read the API key and change the catalog. Without it, only loopback is spoken to without TLS.
        public Builder allowPlainHttp() {
            plainHttp = true;
            return this;
        }

        /// Trusts a Staff App whose certificate a private authority signed, and no other.
        ///
        /// @param pem holds the authority's certificate
        /// @throws IllegalArgumentException when it doesn't
        public Builder certificateAuthority(Path pem) {
            trust = Optional.of(Authority.trusting(pem));
            return this;
        }

        /// How long [#open()] waits for a first catalog: more than 0, at most 60 s, by default 10 s.
        public Builder openTimeout(Duration timeout) {
            require(isWithin(timeout, LONGEST_OPEN), "the open timeout must be more than 0 and at most 60 s");
            openTimeout = timeout;
            return this;
        }

        /// How often to pull when nothing else asks for it: more than 0, at most 1 h, by default 10 s. With more than
        /// 30 s the replica is not live between polls.
        public Builder pollEvery(Duration interval) {
            require(isWithin(interval, LONGEST_POLL), "the poll interval must be more than 0 and at most 1 h");
            pollEvery = interval;
            return this;
        }

        /// For tests: the wall clock.
        public Builder clock(InstantSource source) {
            clock = Optional.of(source);
            return this;
        }

        /// For tests: where the jitter of retries comes from.
        public Builder random(RandomGenerator generator) {
            random = Optional.of(generator);
            return this;
        }

        /// For tests: what carries the requests. Closed with the replica.
        public Builder transport(Transport carrier) {
            transport = Optional.of(carrier);
            return this;
        }

        Builder on(Supplier<Surroundings> surroundings) {
            machine = surroundings;
            return this;
        }

        /// Starts the replica and waits for a first catalog, from the file or from the Staff App.
        ///
        /// @throws StaffAppUnavailableException when there is none in time, or the thread was interrupted
        /// @throws IllegalArgumentException for plain HTTP to another machine, see [#allowPlainHttp()]
        public LenderProducts open() {
            Driver driver = begin();
            try {
                driver.call(new Wish.FirstCatalog(), openTimeout).get();
                return new LenderProducts(driver);
            } catch (ExecutionException e) {
                driver.close();
                Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
                throw new StaffAppUnavailableException(
                        "No catalog within " + openTimeout.toMillis() + " ms. " + cause.getMessage());
            } catch (InterruptedException e) {
                driver.close();
                Thread.currentThread().interrupt();
                throw new StaffAppUnavailableException("Interrupted while waiting for a first catalog");
            }
        }

        /// Starts the replica and returns: it never waits for the Staff App, nor throws because it is unreachable.
        ///
        /// @throws IllegalArgumentException for plain HTTP to another machine, see [#allowPlainHttp()]
        public LenderProducts start() {
            return new LenderProducts(begin());
        }

        private Driver begin() {
            Transport carrier = transport.orElseGet(() -> new HttpTransport(staffUrl, apiKey, plainHttp, trust));
            Surroundings real = machine.get();
            Surroundings used = real.with(clock.orElse(real.clock()), random.orElse(real.random()));
            String name = instance.orElseGet(
                    () -> HexFormat.of().toHexDigits(used.random().nextInt()));
            Driver driver = new Driver(
                    new Machine(pollEvery),
                    used,
                    new StaffApp(carrier, name),
                    file.map(cache -> new CatalogWriter(cache, used.disk())),
                    file.flatMap(CatalogFile::load));
            driver.start();
            return driver;
        }

        private static boolean isWithin(Duration duration, Duration longest) {
            return duration.isPositive() && duration.compareTo(longest) <= 0;
        }

        private static void require(boolean condition, String message) {
            if (!condition) {
                throw new IllegalArgumentException(message);
            }
        }
    }
}
