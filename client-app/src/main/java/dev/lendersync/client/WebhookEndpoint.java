package dev.lendersync.client;

import dev.lendersync.feed.Problems;
import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.MalformedMessageException;
import dev.lendersync.protocol.Problem;
import dev.lendersync.protocol.SyncHeaders;
import dev.lendersync.protocol.WebhookNotice;
import dev.lendersync.protocol.WebhookVerifier;
import dev.lendersync.replica.LenderProducts;
import dev.lendersync.replica.PositionNotReachedException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `POST /webhooks/lender-products/update` (SPEC.md, section *Webhook*): `200` with the position and digest that are
/// applied, `202` when that takes longer than 8 s, `400` malformed, `401` bad signature, `408` too slow, `413` too
/// large, `503` when the Staff App cannot be reached. A notice is a hint, so a replayed one is harmless: it leads to a
/// small pull at most.
final class WebhookEndpoint implements Handler<HttpServerRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookEndpoint.class);
    // The replica gives up by itself after 8 s, and knows why; this only makes sure that there is an answer within the
    // 10 s that the sender waits.
    private static final int ANSWER_MILLIS = 8_500;
    // Pushes are joined, so there are few within the five minutes for which a signature is good.
    private static final int REMEMBERED = 1_000;

    private final LenderProducts replica;
    private final String instance;
    private final Optional<WebhookVerifier> verifier;
    private final InstantSource clock;
    private final Vertx vertx;
    private final AtomicLong refusedSecond = new AtomicLong();
    /// The notices that had the whole catalog taken; repeated, one is a hint like any other.
    private final Set<String> forced = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }));

    /// @param verifier empty when no secret is configured; then every notice is refused
    /// @param instance how this process names itself
    WebhookEndpoint(
            LenderProducts replica,
            String instance,
            Optional<WebhookVerifier> verifier,
            InstantSource clock,
            Vertx vertx) {
        this.instance = instance;
        this.replica = replica;
        this.verifier = verifier;
        this.clock = clock;
        this.vertx = vertx;
    }

    @Override
    public void handle(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (!request.method().equals(HttpMethod.POST)) {
            Problems.sendMethodNotAllowed(response, "POST", "The Staff App posts its notices here");
        } else if (verifier.isEmpty()) {
            Problems.send(
                    response,
                    Problem.of(
                            503,
                            "webhooks-not-configured",
                            "Webhooks are not configured",
                            "This Client App was started without WEBHOOK_SECRET"));
        } else {
            LimitedBody.read(request, WebhookNotice.MAX_BYTES)
                    .onSuccess(body -> verify(verifier.get(), request, body))
                    .onFailure(cause -> unreadable(request, cause));
        }
    }

    private static void unreadable(HttpServerRequest request, Throwable cause) {
        if (cause instanceof LimitedBody.TooLargeException) {
            Problems.send(
                    request.response(),
                    Problem.of(
                            413,
                            "too-large",
                            "The body is too large",
                            "A notice has at most " + WebhookNotice.MAX_BYTES + " bytes"));
        } else if (cause instanceof TimeoutException) {
            Problems.sendTooSlow(request, "A notice must come within " + LimitedBody.SECONDS + " s.");
        } else {
            LOG.atDebug().addKeyValue("why", cause.toString()).log("a webhook broke off");
            Problems.breakOff(request);
        }
    }

    private void verify(WebhookVerifier current, HttpServerRequest request, Buffer body) {
        MultiMap headers = request.headers();
        byte[] bytes = body.getBytes();
        List<String> ids = headers.getAll(SyncHeaders.WEBHOOK_ID);
        Optional<String> refusal = current.refusal(
                ids,
                headers.getAll(SyncHeaders.WEBHOOK_TIMESTAMP),
                headers.getAll(SyncHeaders.WEBHOOK_SIGNATURE),
                bytes,
                clock.instant());
        if (refusal.isPresent()) {
            logRefusal(refusal.get());
            Problems.send(
                    request.response(), Problem.of(401, "bad-signature", "The signature is not right", refusal.get()));
            return;
        }
        try {
            catchUp(WebhookNotice.decode(bytes), ids.getFirst(), request.response());
        } catch (MalformedMessageException e) {
            Problems.send(
                    request.response(),
                    Problem.of(400, "malformed", "The body is malformed", String.valueOf(e.getMessage())));
        }
    }

    /// Anybody may post here: of many that are refused in a second, one is in the log.
    private void logRefusal(String why) {
        long second = clock.instant().getEpochSecond();
        if (refusedSecond.getAndSet(second) != second) {
            LOG.atWarn().addKeyValue("why", why).log("webhook refused");
        }
    }

    private void catchUp(WebhookNotice notice, String id, HttpServerResponse response) {
        boolean fully = notice.force() && !forced.contains(id);
        CompletableFuture<Catalog> pulled = fully ? replica.refreshFully() : replica.refresh(notice.position());
        Future.fromCompletionStage(pulled, vertx.getOrCreateContext())
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .onSuccess(catalog -> {
                    if (fully) {
                        forced.add(id);
                    }
                    applied(catalog, response);
                })
                .onFailure(cause -> notApplied(notice, cause, response));
    }

    private void applied(Catalog catalog, HttpServerResponse response) {
        // So the Staff App knows this proof from those of our other processes.
        response.putHeader(SyncHeaders.INSTANCE, instance);
        LOG.atInfo().addKeyValue("position", catalog.position()).log("webhook applied");
        Replies.send(
                response,
                200,
                "application/json",
                Buffer.buffer(Applied.of(catalog).encode()));
    }

    private static void notApplied(WebhookNotice notice, Throwable failure, HttpServerResponse response) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        LOG.atWarn()
                .addKeyValue("position", notice.position())
                .addKeyValue("why", cause.getMessage())
                .log("webhook not applied yet");
        if (cause instanceof TimeoutException || cause instanceof PositionNotReachedException) {
            Replies.json(response, 202, Map.of("success", true, "state", "catching-up"));
        } else {
            Problems.sendRetryable(
                    response,
                    "staff-app-unavailable",
                    "The Staff App cannot be reached",
                    String.valueOf(cause.getMessage()));
        }
    }
}
