package dev.lendersync.feed.metrics;

import dev.lendersync.feed.listen.ForwardedBy;
import dev.lendersync.protocol.Hosts;
import dev.lendersync.protocol.Problem;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/// Who may read the metrics: whoever knows the token, and programs on this machine. What a proxy passes on comes from
/// this machine only by its address, so it needs the token.
///
/// @param token none lets nobody else in
public record MetricsReaders(Optional<String> token) {
    /// Of a request, by its sender's address and its headers: nothing, or why not.
    public Optional<Problem> refusal(String address, MultiMap headers) {
        boolean local = Hosts.isLoopback(address) && !ForwardedBy.isForwarded(headers);
        String given = headers.get(HttpHeaders.AUTHORIZATION);
        boolean known = given != null
                && token.filter(expected -> isSame("Bearer " + expected, given)).isPresent();
        return local || known
                ? Optional.empty()
                : Optional.of(Problem.of(
                        401,
                        "unauthorized",
                        "Credentials are needed",
                        "From other machines send Authorization: Bearer with the token in METRICS_TOKEN."));
    }

    private static boolean isSame(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    /// Without the token.
    @Override
    public String toString() {
        return "MetricsReaders[" + (token.isPresent() ? "local, token" : "local") + "]";
    }
}
