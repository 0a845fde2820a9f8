package dev.lendersync.replica;

import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.Digest;
import dev.lendersync.protocol.FrameCodec;
import dev.lendersync.protocol.MalformedMessageException;
import dev.lendersync.protocol.SyncCodec;
import dev.lendersync.protocol.SyncHeaders;
import dev.lendersync.replica.Event.Answer;
import dev.lendersync.replica.transport.Live;
import dev.lendersync.replica.transport.LiveListener;
import dev.lendersync.replica.transport.LiveRequest;
import dev.lendersync.replica.transport.Reachability;
import dev.lendersync.replica.transport.Request;
import dev.lendersync.replica.transport.Response;
import dev.lendersync.replica.transport.Transport;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The Staff App's doors for a replica, SPEC.md section *Pull*: makes requests of effects, and events of answers.
/// Bodies are decoded on the thread that brings them.
final class StaffApp {
    static final Duration DELTA_TIMEOUT = Duration.ofSeconds(10);
    static final Duration SNAPSHOT_TIMEOUT = Duration.ofSeconds(60);
    static final Duration REPORT_TIMEOUT = Duration.ofSeconds(10);

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");

    private final Transport transport;
    private final String instance;

    StaffApp(Transport transport, String instance) {
        this.transport = transport;
        this.instance = instance;
    }

    /// A request under way, and what becomes of its answer. `result` never fails.
    record Exchange<T>(CompletableFuture<Response> request, CompletableFuture<T> result) {
        void cancel() {
            request.cancel(true);
        }
    }

    void close() {
        transport.close();
    }

    static Duration timeout(Effect.Ask ask) {
        return ask.since().isPresent() ? DELTA_TIMEOUT : SNAPSHOT_TIMEOUT;
    }

    Exchange<Answer> pull(Effect.Ask ask, Moment sent) {
        Map<String, String> headers = new HashMap<>();
        headers.put(SyncHeaders.INSTANCE, instance);
        ask.since().ifPresent(since -> headers.put("If-None-Match", "\"" + since + "\""));
        ask.atLeast().ifPresent(position -> headers.put(SyncHeaders.AT_LEAST, position.toString()));
        String path = SyncHeaders.SYNC_PATH
                + ask.since().map(since -> "?since=" + since).orElse("");
        return exchange(
                Request.get(path, headers, timeout(ask)),
                response -> answer(ask, sent, response),
                failure -> new Event.PullFailed(ask.pull(), reason(failure)));
    }

    /// Opens a connection for the live feed.
    Live follow(Effect.Connect wanted, LiveListener listener) {
        String since = wanted.since().map(position -> "&since=" + position).orElse("");
        return transport.open(
                new LiveRequest(
                        SyncHeaders.LIVE_PATH + "?instance=" + instance + since,
                        FrameCodec.SUBPROTOCOL,
                        FrameCodec.MAX_SERVER_BYTES),
                listener);
    }

    Exchange<Boolean> report(Applied applied) {
        Request request = Request.post(
                SyncHeaders.APPLIED_PATH, Map.of(SyncHeaders.INSTANCE, instance), applied.encode(), REPORT_TIMEOUT);
        return exchange(request, response -> response.status() / 100 == 2, _ -> false);
    }

    private <T> Exchange<T> exchange(
            Request request, Function<Response, T> onAnswer, Function<Throwable, T> onFailure) {
        CompletableFuture<Response> sent;
        try {
            sent = transport.send(request);
        } catch (RuntimeException e) {
            sent = CompletableFuture.failedFuture(e);
        }
        return new Exchange<>(sent, sent.thenApply(onAnswer).exceptionally(onFailure));
    }

    private static Answer answer(Effect.Ask ask, Moment sent, Response response) {
        Optional<Confirmation> confirmation =
                number(response, SyncHeaders.AGE_MILLIS).map(age -> confirmation(response, sent, age));
        boolean delta = ask.since().isPresent();
        return switch (response.status()) {
            case 200 ->
                delta
                        ? new Event.Changes(ask.pull(), SyncCodec.decodeDelta(response.body()), confirmation)
                        : new Event.SnapshotCame(ask.pull(), SyncCodec.decodeSnapshot(response.body()), confirmation);
            case 304 -> new Event.Unchanged(ask.pull(), digest(response), confirmation);
            case 410 -> new Event.ResyncRequired(ask.pull());
            default -> new Event.PullFailed(ask.pull(), refusal(response.status()));
        };
    }

    /// A cache in between that answers although it must not says for how many whole seconds it has kept the answer.
    private static Confirmation confirmation(Response response, Moment sent, long ageMillis) {
        Duration kept = number(response, "Age")
                .map(seconds -> Duration.ofSeconds(seconds + 1))
                .orElse(Duration.ZERO);
        return new Confirmation(sent, Duration.ofMillis(ageMillis).plus(kept));
    }

    private static Optional<Long> number(Response response, String header) {
        return response.header(header)
                .filter(text -> NUMBER.matcher(text).matches())
                .map(Long::parseLong);
    }

    private static Digest digest(Response response) {
        String text = response.header(SyncHeaders.DIGEST)
                .orElseThrow(() -> new MalformedMessageException("the header " + SyncHeaders.DIGEST + " is missing"));
        try {
            return Digest.parse(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException("the header " + SyncHeaders.DIGEST + " holds no digest", e);
        }
    }

    private static String refusal(int status) {
        String why = switch (status) {
            case 301, 302, 303, 307, 308 -> ": a redirect, which is not followed";
            case 401, 403 -> ": the API key was refused";
            default -> "";
        };
        return "The Staff App answered " + status + why;
    }

    private static String reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return switch (cause) {
            case MalformedMessageException malformed ->
                "The Staff App's answer does not keep to the protocol: " + malformed.getMessage();
            case HttpTimeoutException _ -> "The Staff App did not answer in time";
            default -> Reachability.reason(cause);
        };
    }
}
