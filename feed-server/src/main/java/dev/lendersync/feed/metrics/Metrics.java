package dev.lendersync.feed.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/// Everything that an app counts: of its requests and its JVM here, the rest by the app. Thread-safe.
public final class Metrics implements AutoCloseable {
    /// Prometheus' text format.
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    /// The route of requests for paths that nothing is at.
    public static final String NO_ROUTE = "none";

    private static final String OTHER = "other";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();
    /// What counters ask: the registry would let them be collected as garbage, and their counts stand still.
    private final List<DoubleSupplier> counted = new CopyOnWriteArrayList<>();

    private final LongSupplier nanos;

    private record Kind(String method, String route, int status) {}

    /// @param nanos the monotonic clock
    public Metrics(LongSupplier nanos) {
        this.nanos = nanos;
        collections.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /// Times a request from now to the end of its answer; of several calls for one request the last counts. Streams
    /// count when they end; a WebSocket doesn't.
    ///
    /// @param route one of few: a template, never the path that was asked for
    public void time(HttpServerRequest request, String route) {
        long began = nanos.getAsLong();
        String name = request.method().name();
        String method = METHODS.contains(name) ? name : OTHER;
        HttpServerResponse response = request.response();
        response.bodyEndHandler(
                _ -> timers.computeIfAbsent(new Kind(method, route, response.getStatusCode()), this::timer)
                        .record(nanos.getAsLong() - began, TimeUnit.NANOSECONDS));
    }

    private Timer timer(Kind kind) {
        return Timer.builder("lender_sync.http.requests")
                .description("Answered requests, and how long each took")
                .tags("method", kind.method(), "route", kind.route(), "status", Integer.toString(kind.status()))
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
    }

    /// A value that goes up and down.
    ///
    /// @param labels names and values in turn
    public void gauge(String name, String description, DoubleSupplier value, String... labels) {
        Gauge.builder(name, value::getAsDouble)
                .description(description)
                .tags(labels)
                .register(registry);
    }

    /// A value that only goes up.
    ///
    /// @param labels names and values in turn
    public void counter(String name, String description, DoubleSupplier value, String... labels) {
        counted.add(value);
        FunctionCounter.builder(name, value, DoubleSupplier::getAsDouble)
                .description(description)
                .tags(Tags.of(labels))
                .register(registry);
    }

    /// Everything, as Prometheus reads it.
    public String text() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
