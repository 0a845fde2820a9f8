package dev.lendersync.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.FrameCodec;
import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.SyncHeaders;
import dev.lendersync.staff.RunningStaff.Reply;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A client's key pulls, follows and reports for its own client, whatever else is claimed.
class AnothersKeyTest {
    private static final List<String> STATE = List.of("applied", "fetched", "live", "instances", "state");

    @Test
    void nothingThatAKeyDoesIsAnothersClients(@TempDir Path folder) throws Exception {
        try (RunningStaff staff = RunningStaff.start(folder);
                HttpClient http = HttpClient.newHttpClient()) {
            Reply own = register(staff, "Own");
            Reply another = register(staff, "Another");
            JsonNode before = state(staff, another);
            String key = own.text("apiKey");
            String claim = "?client=" + another.text("id");
            String[] headers = {SyncHeaders.INSTANCE, "one", "X-Client-Id", another.text("id")};

            Reply pulled = staff.send(staff.request("GET", SyncHeaders.SYNC_PATH, key, new byte[0])
                    .headers(headers));
            assertThat(pulled.status()).isEqualTo(200);
            ObjectNode report = Json.MAPPER
                    .createObjectNode()
                    .put("position", pulled.etag().orElseThrow().replace("\"", ""))
                    .put("digest", header(pulled, SyncHeaders.DIGEST))
                    .put("clientId", another.text("id"));
            assertThat(staff.send(staff.request("POST", SyncHeaders.APPLIED_PATH + claim, key, Json.write(report))
                                    .headers(headers))
                            .status())
                    .isEqualTo(204);
            String ticket = staff.send(staff.request("POST", SyncHeaders.LIVE_TICKET_PATH, key, new byte[0]))
                    .text("ticket");
            URI live = URI.create(
                    staff.uri(SyncHeaders.LIVE_PATH).toString().replaceFirst("http", "ws") + "?ticket=" + ticket);
            WebSocket follower = http.newWebSocketBuilder()
                    .subprotocols(FrameCodec.SUBPROTOCOL)
                    .buildAsync(live, new WebSocket.Listener() {})
                    .get(20, TimeUnit.SECONDS);

            awaitProvenAndLive(staff, own);
            assertThat(state(staff, another)).isEqualTo(before);
            follower.abort();
        }
    }

    private static Reply register(RunningStaff staff, String name) throws Exception {
        return staff.call("POST", "/api/clients", Map.of("name", name, "baseUrl", "http://127.0.0.1:1"));
    }

    private static String header(Reply reply, String name) {
        return reply.headers().firstValue(name).orElseThrow();
    }

    private static ObjectNode state(RunningStaff staff, Reply client) throws Exception {
        return staff.call("GET", "/api/clients/" + client.text("id")).object().retain(STATE);
    }

    private static void awaitProvenAndLive(RunningStaff staff, Reply client) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        JsonNode state = state(staff, client);
        while (!state.path("instances").findValuesAsString("verified").contains("true")
                || !state.path("live").asBoolean(false)) {
            assertThat(System.nanoTime() - deadline).as("%s", state).isNegative();
            Thread.sleep(20);
            state = state(staff, client);
        }
    }
}
