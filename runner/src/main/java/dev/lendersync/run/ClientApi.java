package dev.lendersync.run;

import dev.lendersync.protocol.Json;
import dev.lendersync.run.StaffApi.Head;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The few calls of a Client App that a run needs; they are public.
final class ClientApi {
    private static final int OK = 200;

    private final Http http;
    private final String url;

    ClientApi(Http http, String url) {
        this.http = http;
        this.url = url;
    }

    boolean isReady() throws InterruptedException {
        return http.get(url + "/readyz", null)
                .filter(answer -> answer.statusCode() == OK)
                .isPresent();
    }

    /// Whether it holds what the Staff App has: the same position and digest, and at least the version.
    boolean isInStep(StaffApi staff, long version) throws InterruptedException {
        Optional<Head> staffHead = staff.head().filter(head -> head.version() >= version);
        return staffHead.isPresent() && head().equals(staffHead);
    }

    private Optional<Head> head() throws InterruptedException {
        return http.get(url + "/api/freshness", null)
                .filter(answer -> answer.statusCode() == OK)
                .map(answer -> head(Json.read(answer.body())));
    }

    private static Head head(JsonNode freshness) {
        return new Head(
                freshness.path("position").asString(""),
                freshness.path("digest").asString(""));
    }
}
