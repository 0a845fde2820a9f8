package dev.lendersync.run;

import dev.lendersync.protocol.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Calls the apps of this machine. Each call ends within 10 s and follows no redirect.
final class Http implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(LIMIT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /// The answer to a GET, or nothing when nobody answers.
    Optional<HttpResponse<byte[]>> get(String url, @Nullable String token) throws InterruptedException {
        try {
            return Optional.of(send(request(url, token).GET()));
        } catch (IOException e) {
            return Optional.empty(); // not yet up, or just restarting: the caller looks again
        }
    }

    HttpResponse<byte[]> post(String url, String token, Object body) throws IOException, InterruptedException {
        return send(request(url, token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(body))));
    }

    private static HttpRequest.Builder request(String url, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(LIMIT);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
