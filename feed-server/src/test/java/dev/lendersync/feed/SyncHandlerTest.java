package dev.lendersync.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.CatalogHistory;
import dev.lendersync.protocol.Delta;
import dev.lendersync.protocol.Epoch;
import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.Outcome;
import dev.lendersync.protocol.Position;
import dev.lendersync.protocol.Snapshot;
import dev.lendersync.protocol.SyncCodec;
import io.vertx.core.Future;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Each status of `/sync`, and what comes with it.
class SyncHandlerTest {
    private final FakeSource source = new FakeSource();
    private final Catalog old = Samples.catalog(7, 3);
    private final Catalog now =
            old.with(Samples.at(9), List.of(Samples.product(2, 9, "Renamed")), List.of(Samples.id(3)));
    private SyncServer server;

    SyncHandlerTest() throws Exception {
        server = new SyncServer(source);
    }

    @BeforeEach
    void serveAChangedCatalog() {
        source.serve(CatalogHistory.startingAt(old).advance(now, List.of(Samples.id(2), Samples.id(3))));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void withoutACatalogItIs503AndNeverAnEmptyOne() throws Exception {
        source.served = Optional.empty();
        HttpResponse<byte[]> answer = server.get("");
        assertProblem(answer, 503, "no-catalog");
        assertThat(header(answer, "Retry-After")).isEqualTo("1");
        assertThat(answer.headers().firstValue("Lender-Sync-Digest")).isEmpty();
    }

    @Test
    void theSnapshotComesWithItsPositionAsETag() throws Exception {
        HttpResponse<byte[]> answer = server.get("");
        assertThat(answer.statusCode()).isEqualTo(200);
        Snapshot snapshot = SyncCodec.decodeSnapshot(answer.body());
        assertThat(snapshot.catalog()).isEqualTo(now);
        assertThat(snapshot.verified()).isTrue();
        assertDescribed(answer);
        assertThat(header(answer, "ETag")).isEqualTo("\"k3v9q2xw7b:9\"");
        assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(answer, "Vary")).isEqualToIgnoringCase("Accept-Encoding");
        assertThat(header(answer, "Content-Length")).isEqualTo("" + answer.body().length);
    }

    @Test
    void anEmptyCatalogIsACatalog() throws Exception {
        source.serve(Catalog.empty(Samples.at(0)));
        HttpResponse<byte[]> answer = server.get("");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(SyncCodec.decodeSnapshot(answer.body()).catalog()).isEqualTo(Catalog.empty(Samples.at(0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"k3v9q2xw7b:9\"", "W/\"k3v9q2xw7b:9\"", "\"x\", W/\"k3v9q2xw7b:9\"", "*"})
    void aReaderThatHasItGets304(String tags) throws Exception {
        HttpResponse<byte[]> answer = server.get("", "If-None-Match", tags);
        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        assertDescribed(answer);
        assertThat(header(answer, "ETag")).isEqualTo("\"k3v9q2xw7b:9\"");
    }

    @Test
    void aReaderThatHasAnotherOneGetsTheSnapshot() throws Exception {
        assertThat(server.get("", "If-None-Match", "\"k3v9q2xw7b:8\"").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aDeltaLeadsFromSinceToTheHead() throws Exception {
        HttpResponse<byte[]> answer = server.get("?since=k3v9q2xw7b:7");
        assertThat(answer.statusCode()).isEqualTo(200);
        Delta delta = SyncCodec.decodeDelta(answer.body());
        assertThat(old.apply(delta)).isEqualTo(new Outcome.Advanced(now));
        assertDescribed(answer);
        assertThat(header(answer, "Content-Length")).isEqualTo("" + answer.body().length);
    }

    @Test
    void sinceTheHeadIs304() throws Exception {
        HttpResponse<byte[]> answer = server.get("?since=k3v9q2xw7b%3A9");
        assertThat(answer.statusCode()).isEqualTo(304);
        assertDescribed(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"k3v9q2xw7b:6", "another-epoch:9"})
    void whereNoDeltaLeadsIs410(String since) throws Exception {
        HttpResponse<byte[]> answer = server.get("?since=" + since);
        assertProblem(answer, 410, "resync-required");
        assertDescribed(answer);
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
        assertThat(source.reached).isEmpty();
    }

    @Test
    void tooManyChangesAre410() throws Exception {
        List<Long> numbers =
                LongStream.rangeClosed(1, Delta.MAX_CHANGES + 1).boxed().toList();
        Catalog big = now.with(
                Samples.at(10),
                numbers.stream().map(n -> Samples.product(n, 10, "New")).toList(),
                List.of());
        source.serve(CatalogHistory.startingAt(now)
                .advance(big, numbers.stream().map(Samples::id).toList()));
        assertProblem(server.get("?since=k3v9q2xw7b:9"), 410, "resync-required");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "9", "k3v9q2xw7b:", "k3v9q2xw7b:-1", "k3v9q2xw7b:09", "k3v9q2xw7b:9007199254740992", "a_b:1"
            })
    void aMalformedSinceIs400(String since) throws Exception {
        HttpResponse<byte[]> answer = server.get("?since=" + since);
        assertThat(assertProblem(answer, 400, "invalid-parameter")).startsWith("since:");
    }

    @Test
    void aRepeatedSinceIs400() throws Exception {
        HttpResponse<byte[]> answer = server.get("?since=k3v9q2xw7b:7&since=k3v9q2xw7b:7");
        assertThat(assertProblem(answer, 400, "invalid-parameter")).startsWith("since:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=5", "since=k3v9q2xw7b:7&limit=5", "Since=k3v9q2xw7b:7"})
    void anUnknownParameterIs400AndNamed(String query) throws Exception {
        String name = query.startsWith("Since") ? "Since" : "limit";
        assertThat(assertProblem(server.get("?" + query), 400, "invalid-parameter"))
                .startsWith(name + ":");
    }

    @Test
    void aMalformedOrRepeatedInstanceIs400() throws Exception {
        String name = "Lender-Sync-Instance";
        assertThat(assertProblem(server.get("", name, "no blanks"), 400, "invalid-parameter"))
                .startsWith(name);
        assertThat(assertProblem(server.get("", name, "a".repeat(65)), 400, "invalid-parameter"))
                .startsWith(name);
        assertThat(assertProblem(server.get("", name, "a", name, "b"), 400, "invalid-parameter"))
                .startsWith(name);
        assertThat(server.get("", name, "web-1.a_B").statusCode()).isEqualTo(200);
    }

    @Test
    void aMalformedOrRepeatedAtLeastIs400() throws Exception {
        String name = "Lender-Sync-At-Least";
        assertThat(assertProblem(server.get("", name, "nine"), 400, "invalid-parameter"))
                .startsWith(name);
        assertThat(assertProblem(server.get("", name, "k3v9q2xw7b:1", name, "k3v9q2xw7b:1"), 400, "invalid-parameter"))
                .startsWith(name);
    }

    @Test
    void aReachedAtLeastAsksNobody() throws Exception {
        assertThat(server.get("", "Lender-Sync-At-Least", "k3v9q2xw7b:9").statusCode())
                .isEqualTo(200);
        assertThat(source.reached).isEmpty();
    }

    @Test
    void oneAheadWaitsUntilTheNodeHasIt() throws Exception {
        Catalog next = now.with(Samples.at(11), List.of(), List.of(Samples.id(1)));
        source.reach = _ -> {
            source.serve(CatalogHistory.startingAt(now).advance(next, List.of(Samples.id(1))));
            return Future.succeededFuture(new Reach.Reached());
        };
        HttpResponse<byte[]> answer = server.get("?since=k3v9q2xw7b:9", "Lender-Sync-At-Least", "k3v9q2xw7b:11");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(now.apply(SyncCodec.decodeDelta(answer.body()))).isEqualTo(new Outcome.Advanced(next));
        assertThat(header(answer, "Lender-Sync-Digest")).isEqualTo(next.digest().toString());
        assertThat(source.reached).containsExactly(Samples.at(11));
    }

    @Test
    void aPositionThatNobodyHasIs410() throws Exception {
        HttpResponse<byte[]> since = server.get("?since=k3v9q2xw7b:11");
        assertProblem(since, 410, "resync-required");
        assertDescribed(since);
        HttpResponse<byte[]> atLeast = server.get("?since=k3v9q2xw7b:7", "Lender-Sync-At-Least", "other:1");
        assertProblem(atLeast, 410, "resync-required");
        assertDescribed(atLeast);
        assertThat(source.reached).containsExactly(Samples.at(11), new Position(new Epoch("other"), 1));
    }

    @Test
    void whoAsksForASnapshotIsNotSentForOne() throws Exception {
        HttpResponse<byte[]> answer = server.get("", "Lender-Sync-At-Least", "other:1");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(SyncCodec.decodeSnapshot(answer.body()).catalog()).isEqualTo(now);
        assertDescribed(answer);
        assertThat(source.reached).containsExactly(new Position(new Epoch("other"), 1));
    }

    @Test
    void aNodeThatIsBehindIs503() throws Exception {
        source.reach = _ -> Future.succeededFuture(new Reach.Late("still at 9"));
        assertBehind(server.get("?since=k3v9q2xw7b:11"));
        source.reach = _ -> Future.failedFuture("PostgreSQL is away");
        assertBehind(server.get("?since=k3v9q2xw7b:11"));
        source.reach = _ -> {
            throw new IllegalStateException("a source must not throw, but may");
        };
        assertBehind(server.get("?since=k3v9q2xw7b:11"));
    }

    @Test
    void aSourceThatReachesWithoutArrivingIs503() throws Exception {
        source.reach = _ -> Future.succeededFuture(new Reach.Reached());
        assertBehind(server.get("?since=k3v9q2xw7b:11"));
        assertThat(source.reached).hasSize(2);
    }

    @Test
    void aDefectIs500() throws Exception {
        source.onAsked = () -> {
            throw new IllegalStateException("planted");
        };
        assertProblem(server.get(""), 500, "internal");
    }

    @Test
    void anUnknownAgeIsLeftOut() throws Exception {
        source.served = Optional.of(new Served(CatalogHistory.startingAt(now), OptionalLong.empty()));
        assertThat(server.get("").headers().firstValue("Lender-Sync-Age-Millis"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void otherMethodsAre405(String method) throws Exception {
        HttpResponse<byte[]> answer = server.send(method, "");
        assertProblem(answer, 405, "method-not-allowed");
        assertThat(header(answer, "Allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void headIsGetWithoutItsBody() throws Exception {
        for (String query : List.of("", "?since=k3v9q2xw7b:7", "?since=k3v9q2xw7b:1", "?since=x")) {
            HttpResponse<byte[]> get = server.get(query, "Accept-Encoding", "gzip");
            HttpResponse<byte[]> head = server.send("HEAD", query, "Accept-Encoding", "gzip");
            assertThat(head.statusCode()).isEqualTo(get.statusCode());
            assertThat(head.body()).isEmpty();
            assertThat(head.headers().map()).isEqualTo(get.headers().map());
        }
    }

    private void assertBehind(HttpResponse<byte[]> answer) {
        assertProblem(answer, 503, "behind");
        assertThat(header(answer, "Retry-After")).isEqualTo("1");
        assertDescribed(answer);
    }

    private void assertDescribed(HttpResponse<byte[]> answer) {
        assertThat(header(answer, "Lender-Sync-Digest")).isEqualTo(now.digest().toString());
        assertThat(header(answer, "Lender-Sync-Age-Millis")).isEqualTo("42");
    }

    private static String assertProblem(HttpResponse<byte[]> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(header(answer, "Content-Length")).isEqualTo("" + answer.body().length);
        JsonNode problem = Json.read(answer.body());
        assertThat(problem.path("type").asString()).isEqualTo("urn:lender-sync:problem:" + code);
        assertThat(problem.path("success").asBoolean(true)).isFalse();
        assertThat(problem.path("error").asString()).isNotBlank();
        return problem.path("detail").asString();
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElse("(no " + name + ")");
    }
}
