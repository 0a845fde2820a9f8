package dev.lendersync.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.decoder.Decoder;
import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.CatalogHistory;
import dev.lendersync.protocol.Delta;
import dev.lendersync.protocol.Since;
import dev.lendersync.protocol.SyncCodec;
import io.vertx.core.VertxOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Bodies: every coding carries the same bytes, each is made once, and none is made on the event loop when large.
class SyncBodiesTest {
    private static final List<Encoding> CODINGS = List.of(Encoding.IDENTITY, Encoding.GZIP, Encoding.BROTLI);

    private final FakeSource source = new FakeSource();
    private final SyncServer server;

    SyncBodiesTest() throws Exception {
        server = new SyncServer(source);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void everyCodingDecodesToTheSameBytes() throws Exception {
        Catalog old = Samples.catalog(3, 50);
        Catalog catalog = old.with(Samples.at(4), List.of(Samples.product(7, 4, "Seven")), List.of());
        source.serve(CatalogHistory.startingAt(old).advance(catalog, List.of(Samples.id(7))));
        List<byte[]> plain = List.of(SyncCodec.encode(catalog), delta(old, 10));
        List<String> queries = List.of("", "?since=" + Samples.at(3));
        for (int i = 0; i < queries.size(); i++) {
            if (i == 1) {
                source.serve(history(old, 10));
            }
            for (String coding : List.of("identity", "gzip", "br")) {
                HttpResponse<byte[]> answer = server.get(queries.get(i), "Accept-Encoding", coding);
                assertThat(answer.headers().firstValue("Content-Encoding").orElse("identity"))
                        .isEqualTo(coding);
                assertThat(decoded(answer)).isEqualTo(plain.get(i));
            }
        }
    }

    private static CatalogHistory history(Catalog old, int changes) {
        List<Long> numbers = LongStream.rangeClosed(1, changes).boxed().toList();
        Catalog next = old.with(
                Samples.at(4),
                numbers.stream().map(n -> Samples.product(n, 4, "Changed")).toList(),
                List.of());
        return CatalogHistory.startingAt(old)
                .advance(next, numbers.stream().map(Samples::id).toList());
    }

    private static byte[] delta(Catalog old, int changes) {
        return switch (history(old, changes).since(old.position())) {
            case Since.Available(var delta) -> SyncCodec.encode(delta);
            case Since other -> throw new AssertionError("no delta: " + other);
        };
    }

    @Test
    void aTinyBodyIsNotCompressed() throws Exception {
        source.serve(Catalog.empty(Samples.at(1)));
        assertThat(server.get("", "Accept-Encoding", "gzip").headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void concurrentFirstReadersEncodeOnce() throws Exception {
        AtomicInteger encoded = new AtomicInteger();
        CountDownLatch mayEncode = new CountDownLatch(1);
        byte[] json = "x".repeat(200_000).getBytes(StandardCharsets.UTF_8);
        SharedBody body = new SharedBody(server.vertx, json.length, () -> {
            encoded.incrementAndGet();
            await(mayEncode);
            return json;
        });
        List<CompletableFuture<SharedBody.Encoded>> readers = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Encoding encoding = CODINGS.get(i % 3);
            readers.add(CompletableFuture.supplyAsync(() -> body.in(encoding))
                    .thenCompose(made -> made.toCompletionStage().toCompletableFuture()));
        }
        // While the body is being encoded, its thread is not the event loop: that one still runs what it is given.
        CountDownLatch loopRan = new CountDownLatch(1);
        server.vertx.runOnContext(_ -> {
            body.in(Encoding.GZIP);
            server.vertx.runOnContext(_ -> loopRan.countDown());
        });
        assertThat(loopRan.await(20, TimeUnit.SECONDS)).isTrue();
        mayEncode.countDown();
        for (int i = 0; i < readers.size(); i++) {
            SharedBody.Encoded mine = readers.get(i).get(20, TimeUnit.SECONDS);
            assertThat(mine.encoding()).isEqualTo(CODINGS.get(i % 3));
            assertThat(mine.bytes()).isSameAs(readers.get(i % 3).get().bytes());
        }
        assertThat(encoded).hasValue(1);
    }

    @Test
    void aBodyThatFailedIsMadeAgain() {
        AtomicInteger tries = new AtomicInteger();
        SharedBody body = new SharedBody(server.vertx, 10, () -> {
            if (tries.incrementAndGet() == 1) {
                throw new IllegalStateException("planted");
            }
            return new byte[] {1};
        });
        assertThat(body.in(Encoding.IDENTITY).failed()).isTrue();
        assertThat(body.in(Encoding.IDENTITY).succeeded()).isTrue();
    }

    @Test
    void aHugeSnapshotDelaysNobodyElse() throws Exception {
        source.serve(Samples.catalog(5, 10_000));
        CountDownLatch entered = new CountDownLatch(1);
        source.onAsked = entered::countDown;
        CountDownLatch mayWork = new CountDownLatch(1);
        for (int i = 0; i < VertxOptions.DEFAULT_WORKER_POOL_SIZE; i++) {
            server.vertx.executeBlocking(() -> await(mayWork), false);
        }
        CompletableFuture<HttpResponse<byte[]>> huge = server.getLater("", "Accept-Encoding", "br");
        assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
        // The server has one event loop, and no worker is free. Were the snapshot encoded on the event loop, it would
        // be
        // there before these.
        for (int i = 0; i < 3; i++) {
            assertThat(server.get("?since=bad").statusCode()).isEqualTo(400);
        }
        assertThat(huge).isNotDone();
        mayWork.countDown();
        assertThat(SyncCodec.decodeSnapshot(decoded(huge.get(30, TimeUnit.SECONDS)))
                        .catalog()
                        .size())
                .isEqualTo(10_000);
    }

    @Test
    void onlySoManyDeltasAreKept() {
        VersionBodies bodies = new VersionBodies(server.vertx, Samples.catalog(1_000, 1));
        for (int version = 0; version < VersionBodies.MAX_DELTAS + 1; version++) {
            SharedBody first = bodies.delta(deltaFrom(version));
            boolean kept = bodies.delta(deltaFrom(version)) == first;
            assertThat(kept).isEqualTo(version < VersionBodies.MAX_DELTAS);
        }
    }

    @Test
    void anOvertakenReaderIsGivenItsOwnVersionAndTheNewestIsKept() {
        BodyCache cache = new BodyCache(server.vertx);
        Catalog first = Samples.catalog(1, 2);
        Catalog second = Samples.catalog(2, 2);
        VersionBodies newest = cache.of(second);
        assertThat(cache.of(first).leadTo(first)).isTrue();
        assertThat(cache.of(second)).isSameAs(newest);
        Catalog forked = Samples.catalog(2, 3);
        assertThat(cache.of(forked).leadTo(forked)).isTrue();
    }

    private static Delta deltaFrom(long version) {
        Catalog to = Samples.catalog(1_000, 1);
        return new Delta(Samples.at(version), to.position(), to.digest(), to.products(), List.of());
    }

    static byte[] decoded(HttpResponse<byte[]> answer) throws IOException {
        return switch (answer.headers().firstValue("Content-Encoding").orElse("identity")) {
            case "gzip" -> new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes();
            case "br" -> Decoder.decompress(answer.body()).getDecompressedData();
            default -> answer.body();
        };
    }

    private static boolean await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
