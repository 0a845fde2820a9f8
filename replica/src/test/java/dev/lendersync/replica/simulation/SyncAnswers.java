package dev.lendersync.replica.simulation;

import dev.lendersync.protocol.CatalogHistory;
import dev.lendersync.protocol.Position;
import dev.lendersync.protocol.Problem;
import dev.lendersync.protocol.Since;
import dev.lendersync.protocol.SyncCodec;
import dev.lendersync.protocol.SyncHeaders;
import dev.lendersync.replica.transport.Request;
import dev.lendersync.replica.transport.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a keeper of this history answers to a pull, as SPEC.md says, in real bytes.
public final class SyncAnswers {
    private static final String SINCE = "?since=";

    private SyncAnswers() {}

    /// The position that a pull begins at.
    public static Optional<Position> since(Request request) {
        int query = request.path().indexOf(SINCE);
        return query < 0
                ? Optional.empty()
                : Optional.of(Position.parse(request.path().substring(query + SINCE.length())));
    }

    public static Response answer(CatalogHistory history, Optional<Long> ageMillis, Request request) {
        Map<String, String> headers = headers(history, ageMillis);
        Optional<Position> since = since(request);
        if (since.isEmpty()) {
            return new Response(200, headers, SyncCodec.encode(history.catalog()));
        }
        return switch (history.since(since.get())) {
            case Since.UpToDate _ -> new Response(304, headers, new byte[0]);
            case Since.Available(var delta) -> new Response(200, headers, SyncCodec.encode(delta));
            case Since.Gone(String why) -> gone(why);
            case Since.Ahead _ -> gone("ahead");
        };
    }

    private static Response gone(String why) {
        return new Response(410, Map.of(), Problem.resyncRequired(why).encode());
    }

    private static Map<String, String> headers(CatalogHistory history, Optional<Long> ageMillis) {
        Map<String, String> headers = new HashMap<>();
        headers.put(SyncHeaders.DIGEST, history.catalog().digest().toString());
        headers.put("ETag", "\"" + history.catalog().position() + "\"");
        ageMillis.ifPresent(age -> headers.put(SyncHeaders.AGE_MILLIS, Long.toString(age)));
        return headers;
    }
}
