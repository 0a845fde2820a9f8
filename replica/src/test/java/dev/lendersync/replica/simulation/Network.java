package dev.lendersync.replica.simulation;

import dev.lendersync.protocol.Position;
import dev.lendersync.protocol.SyncHeaders;
import dev.lendersync.replica.transport.Live;
import dev.lendersync.replica.transport.LiveListener;
import dev.lendersync.replica.transport.LiveRequest;
import dev.lendersync.replica.transport.Request;
import dev.lendersync.replica.transport.Response;
import dev.lendersync.replica.transport.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// One replica's network: all nodes are behind one address, and each request and connection may reach another one.
public final class Network implements Transport {
    static final String RIGHT = "\"name\":\"p";
    private static final String WRONG = "\"name\":\"q";
    private static final String SINCE = "&since=";

    private final Schedule time;
    private final Faults faults;
    private final List<Path> paths;
    private final StaleCache cache;
    private final List<CompletableFuture<Response>> pulls = new ArrayList<>();
    private final List<CompletableFuture<Response>> reports = new ArrayList<>();
    private final List<Stream> streams = new ArrayList<>();
    private final Deque<Long> recentPulls = new ArrayDeque<>();
    private long lastSent;
    private long latestArrived;
    private boolean gone;
    private boolean askedAfterGone;

    public Network(Schedule time, Faults faults, List<StaffNode> nodes) {
        this.time = time;
        this.faults = faults;
        this.paths = nodes.stream().map(Path::new).toList();
        this.cache = new StaleCache(time);
    }

    @Override
    public CompletableFuture<Response> send(Request request) {
        if (faults.strikes(Fault.THROW)) {
            throw new IllegalStateException("no request can be sent");
        }
        CompletableFuture<Response> answer = new CompletableFuture<>();
        boolean report = request.path().equals(SyncHeaders.APPLIED_PATH);
        List<CompletableFuture<Response>> flight = report ? reports : pulls;
        flight.add(answer);
        answer.whenComplete((_, _) -> flight.removeIf(CompletableFuture::isDone));
        if (!report) {
            recentPulls.add(time.nanos());
            askedAfterGone = gone && SyncAnswers.since(request).isEmpty();
        }
        Path path = paths.get(faults.pick(paths.size()));
        long number = ++lastSent;
        if (blocked(path) && faults.chance(2)) {
            fail(answer, "no route");
        } else if (!blocked(path) && !faults.strikes(Fault.DROP)) {
            time.after(latency(), () -> arrive(path, request, answer, number));
            if (faults.strikes(Fault.DUPLICATE)) {
                time.after(latency(), () -> arrive(path, request, answer, number));
            }
        }
        return answer;
    }

    private void fail(CompletableFuture<Response> answer, String why) {
        time.after(latency(), () -> answer.completeExceptionally(new IOException(why)));
    }

    private void arrive(Path path, Request request, CompletableFuture<Response> answer, long number) {
        Optional<Response> answered = answered(path, request);
        if (answered.isEmpty()) {
            fail(answer, "connection refused");
        } else if (!blocked(path) && !faults.strikes(Fault.DROP)) {
            Optional<Response> arrives = onTheWay(path, answered.get());
            time.after(latency(), () -> deliver(request, arrives, answer, number));
        }
    }

    private Optional<Response> answered(Path path, Request request) {
        boolean pull = request.path().startsWith(SyncHeaders.SYNC_PATH)
                && request.json().isEmpty();
        if (faults.strikes(Fault.REFUSE)) {
            int[] statuses = {500, 503, 401, 429, 410};
            return Optional.of(new Response(statuses[faults.pick(statuses.length)], Map.of(), new byte[0]));
        }
        if (pull) {
            Optional<Response> stale = cache.lookUp(request);
            if (stale.isPresent() && faults.strikes(Fault.STALE_CACHE)) {
                return stale;
            }
        }
        Optional<Response> fresh = path.node().answer(request);
        if (pull) {
            fresh.filter(response -> response.status() < 500).ifPresent(response -> cache.keep(request, response));
        }
        return fresh;
    }

    /// Empty when the body's length betrays that it was cut off.
    private Optional<Response> onTheWay(Path path, Response response) {
        if (response.body().length > 0 && faults.strikes(Fault.TRUNCATE)) {
            byte[] half = Arrays.copyOf(response.body(), faults.pick(response.body().length));
            return faults.chance(2) ? Optional.empty() : Optional.of(with(response, half));
        }
        String text = new String(response.body(), StandardCharsets.UTF_8);
        boolean corrupt = text.contains(RIGHT) && (path.node().lies() || faults.strikes(Fault.CORRUPT));
        return Optional.of(corrupt ? with(response, corrupted(text).getBytes(StandardCharsets.UTF_8)) : response);
    }

    /// One product has another name than it was sent with.
    static String corrupted(String text) {
        return text.replaceFirst(RIGHT, WRONG);
    }

    private static Response with(Response response, byte[] body) {
        return new Response(
                response.status(),
                Map.of(
                        SyncHeaders.DIGEST, response.header(SyncHeaders.DIGEST).orElse(""),
                        SyncHeaders.AGE_MILLIS,
                                response.header(SyncHeaders.AGE_MILLIS).orElse("")),
                body);
    }

    private void deliver(Request request, Optional<Response> arrives, CompletableFuture<Response> answer, long number) {
        if (answer.isDone()) {
            return;
        }
        if (number < latestArrived) {
            faults.count(Fault.REORDER);
        }
        latestArrived = Math.max(latestArrived, number);
        if (!request.path().equals(SyncHeaders.APPLIED_PATH)) {
            gone = arrives.filter(response -> response.status() == 410).isPresent();
        }
        arrives.ifPresentOrElse(answer::complete, () -> answer.completeExceptionally(new IOException("cut")));
    }

    @Override
    public Live open(LiveRequest request, LiveListener listener) {
        if (faults.strikes(Fault.THROW)) {
            throw new IllegalStateException("no connection can be opened");
        }
        Path path = paths.get(faults.pick(paths.size()));
        Stream stream = new Stream(time, faults, path, listener);
        streams.removeIf(other -> !other.open());
        streams.add(stream);
        Position since = Position.parse(request.path().substring(request.path().indexOf(SINCE) + SINCE.length()));
        if (faults.strikes(Fault.REFUSE)) {
            time.after(latency(), () -> stream.end("refused", Optional.of(faults.millis(0, 5_000))));
        } else if (!blocked(path) && !faults.strikes(Fault.DROP)) {
            time.after(latency(), () -> connect(path, stream, since));
        }
        return stream;
    }

    private void connect(Path path, Stream stream, Position since) {
        if (!stream.open()) {
            return;
        }
        if (path.node().admits(since)) {
            StaffConnection connection = new StaffConnection(time, faults, path.node(), stream, since);
            stream.accepted(connection);
            path.node().connected(connection);
        } else {
            stream.end("refused", Optional.empty());
        }
    }

    /// A webhook comes, or doesn't.
    ///
    /// @param receive takes it, perhaps twice
    public void webhook(Runnable receive) {
        if (faults.strikes(Fault.DROP)) {
            return;
        }
        long number = ++lastSent;
        Runnable arrives = () -> {
            if (number < latestArrived) {
                faults.count(Fault.REORDER);
            }
            latestArrived = Math.max(latestArrived, number);
            receive.run();
        };
        time.after(latency(), arrives);
        if (faults.strikes(Fault.DUPLICATE)) {
            time.after(latency(), arrives);
        }
    }

    private boolean blocked(Path path) {
        return path.blockedUntil() > time.nanos();
    }

    private Duration latency() {
        return faults.strikes(Fault.DELAY) ? faults.millis(500, 15_000) : faults.millis(1, 150);
    }

    /// Something happens to a path or to the live connection.
    public void suffer(Fault fault) {
        switch (fault) {
            case PARTITION -> {
                faults.count(fault);
                long until = time.nanos() + faults.millis(1_000, 60_000).toNanos();
                paths.stream().filter(_ -> faults.chance(2)).forEach(path -> path.blockUntil(until));
            }
            case STALL -> eachOpen(fault, stream -> stream.stall(faults.millis(1_000, 50_000)));
            case CUT -> eachOpen(fault, Stream::cut);
            case HALF_OPEN -> eachOpen(fault, Stream::loseBothEnds);
            default -> throw new IllegalArgumentException("no fault of the network: " + fault);
        }
    }

    private void eachOpen(Fault fault, Consumer<Stream> what) {
        streams.stream().filter(Stream::open).forEach(stream -> {
            faults.count(fault);
            what.accept(stream);
        });
    }

    /// Nothing is blocked or stalled any more. What is half open stays so: nobody can mend that but its ends.
    public void heal() {
        paths.forEach(path -> path.blockUntil(0));
        streams.forEach(stream -> stream.stall(Duration.ZERO));
        cache.forget();
    }

    /// P10, and how long a silent connection is held.
    public void check(Duration longestSilence) {
        Violation.unless(pulls.size() <= 1, "P10", pulls.size() + " pulls at once");
        Violation.unless(reports.size() <= 1, "P10", reports.size() + " reports at once");
        List<Stream> open = streams.stream().filter(Stream::open).toList();
        Violation.unless(open.size() <= 1, "P10", open.size() + " live connections at once");
        long oldest = time.nanos() - longestSilence.toNanos();
        open.forEach(stream ->
                Violation.unless(stream.silentSince() >= oldest, "P4", "a phantom connection is held for too long"));
        while (!recentPulls.isEmpty()
                && recentPulls.peek() < time.nanos() - Duration.ofSeconds(10).toNanos()) {
            recentPulls.remove();
        }
        Violation.unless(recentPulls.size() <= 100, "P10", recentPulls.size() + " pulls in 10 s");
    }

    /// Whether the last snapshot was asked for because of a `410`.
    public boolean askedAfterGone() {
        return askedAfterGone;
    }

    /// The replica's process is no more: so are its connections.
    @Override
    public void close() {
        streams.stream().filter(Stream::open).forEach(Stream::close);
        streams.clear();
        List.copyOf(pulls).forEach(pull -> pull.cancel(true));
        List.copyOf(reports).forEach(report -> report.cancel(true));
        recentPulls.clear();
    }
}
