package dev.lendersync.run;

import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.SyncHeaders;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The few calls of the Staff App's API that a run needs, with the admin's token.
final class StaffApi {
    private static final int OK = 200;
    private static final int CREATED = 201;

    private final Http http;
    private final String url;
    private final String token;

    StaffApi(Http http, String url, String token) {
        this.http = http;
        this.url = url;
        this.token = token;
    }

    boolean isReady() throws InterruptedException {
        return http.get(url + "/readyz", null)
                .filter(answer -> answer.statusCode() == OK)
                .isPresent();
    }

    /// Where the catalog stands: position and digest, or nothing while it can't be told.
    Optional<Head> head() throws InterruptedException {
        return http.get(url + SyncHeaders.SYNC_PATH, token)
                .filter(answer -> answer.statusCode() == OK)
                .map(answer -> new Head(
                        answer.headers().firstValue("ETag").orElse("").replace("\"", ""),
                        answer.headers().firstValue(SyncHeaders.DIGEST).orElse("")));
    }

    /// The ids of the clients that are registered.
    Set<String> clientIds() throws InterruptedException {
        HttpResponse<byte[]> answer = http.get(url + "/api/clients", token)
                .orElseThrow(() -> RunFailure.cannotRun("The Staff App does not answer GET /api/clients."));
        JsonNode json = expect(answer, OK, "GET /api/clients");
        Set<String> ids = new HashSet<>();
        (json.isArray() ? json : json.path("items"))
                .forEach(client -> ids.add(client.path("id").asString()));
        return ids;
    }

    ClientAccount register(String name, String baseUrl) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.post(url + "/api/clients", token, Map.of("name", name, "baseUrl", baseUrl));
        JsonNode json = expect(answer, CREATED, "POST /api/clients");
        return new ClientAccount(
                json.path("id").asString(),
                name,
                baseUrl,
                json.path("apiKey").asString(),
                json.path("webhookSecret").asString());
    }

    private static JsonNode expect(HttpResponse<byte[]> answer, int status, String call) {
        JsonNode json = Json.read(answer.body());
        if (answer.statusCode() != status) {
            throw RunFailure.cannotRun("The Staff App answered " + call + " with " + answer.statusCode() + ": "
                    + json.path("error").asString(""));
        }
        return json;
    }

    /// A catalog's position and its digest.
    record Head(String position, String digest) {
        /// The number of the last change, -1 when the position says none.
        long version() {
            String text = position.substring(position.indexOf(':') + 1);
            return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
        }
    }
}
