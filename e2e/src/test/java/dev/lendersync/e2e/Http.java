package dev.lendersync.e2e;

import dev.lendersync.protocol.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Plain HTTP calls, each ending within 30 s.
final class Http {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private Http() {}

    /// What came back.
    @SuppressWarnings("ArrayRecordComponent") // Read once, in tests; nobody compares or changes it.
    record Answer(int status, Map<String, List<String>> headers, byte[] body) {
        JsonNode json() {
            return Json.read(body);
        }

        String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }
    }

    /// @param headers names and values in turn
    static Answer get(String url, String... headers) throws IOException, InterruptedException {
        return send("GET", url, new byte[0], headers);
    }

    /// @param headers names and values in turn
    static Answer send(String method, String url, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(LIMIT)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<byte[]> answer = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
        return new Answer(answer.statusCode(), answer.headers().map(), answer.body());
    }

    /// Like [#get], but nothing when nobody answers.
    static Optional<Answer> tryGet(String url) throws InterruptedException {
        try {
            return Optional.of(get(url));
        } catch (IOException e) {
            return Optional.empty(); // not up: the caller looks again
        }
    }
}
