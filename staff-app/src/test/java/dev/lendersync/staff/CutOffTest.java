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
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whoever follows live with a key that is no longer good is cut off, on every node.
@Tag("slow")
class CutOffTest {
    private static final Duration WITHIN = Duration.ofSeconds(1);
    private static final String CUT = "1008 the API key ended, or the client was paused or removed";

    private final HttpClient http = HttpClient.newHttpClient();
    private final RunningStaff staff;
    private final RunningStaff other;

    CutOffTest(@TempDir Path folder, @TempDir Path otherFolder) throws Exception {
        staff = RunningStaff.start(folder);
        other = staff.beside(otherFolder);
    }

    @AfterEach
    void stop() throws Exception {
        // Connections that were kept would be waited for.
        http.shutdownNow();
        other.stop();
        staff.close();
    }

    /// A connection of the live feed, and how it ended.
    private static final class Connection implements WebSocket.Listener {
        final CompletableFuture<String> greeted = new CompletableFuture<>();
        final CompletableFuture<String> ended = new CompletableFuture<>();
        volatile long endedAtNanos;

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            greeted.complete(data.toString());
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            endedAtNanos = System.nanoTime();
            ended.complete(status + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            ended.complete("broken: " + error);
        }

        String end() throws Exception {
            return ended.get(20, TimeUnit.SECONDS);
        }
    }

    private Connection follow(RunningStaff node, String key) throws Exception {
        Connection connection = new Connection();
        URI url = URI.create(node.uri(SyncHeaders.LIVE_PATH).toString().replaceFirst("http", "ws"));
        http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + key)
                .subprotocols(FrameCodec.SUBPROTOCOL)
                .buildAsync(url, connection)
                .get(20, TimeUnit.SECONDS);
        assertThat(connection.greeted.get(20, TimeUnit.SECONDS)).contains("hello");
        return connection;
    }

    private Reply register(String name) throws Exception {
        return staff.call("POST", "/api/clients", Map.of("name", name, "baseUrl", "http://127.0.0.1:1"));
    }

    @ParameterizedTest
    @CsvSource({"POST, /pause", "DELETE, ''"})
    void pausingOrRemovingAClientCutsItOffOnEveryNode(String method, String operation) throws Exception {
        Reply kept = register("kept");
        Connection keptHere = follow(staff, kept.text("apiKey"));
        Connection keptThere = follow(other, kept.text("apiKey"));
        Duration took = cutOff(method, operation);
        // A busy machine may take its time; a mechanism that needs more than the second always does.
        for (int again = 0; again < 9 && took.compareTo(WITHIN) > 0; again++) {
            took = cutOff(method, operation);
        }
        assertThat(took).isLessThan(WITHIN);
        assertThat(keptHere.ended).isNotDone();
        assertThat(keptThere.ended).isNotDone();
    }

    /// How long it took until the last of a new client's connections had ended.
    private Duration cutOff(String method, String operation) throws Exception {
        Reply client = register("cut");
        Connection here = follow(staff, client.text("apiKey"));
        Connection there = follow(other, client.text("apiKey"));
        long asked = System.nanoTime();
        staff.call(method, "/api/clients/" + client.text("id") + operation);
        assertThat(here.end()).isEqualTo(CUT);
        assertThat(there.end()).isEqualTo(CUT);
        return Duration.ofNanos(Math.max(here.endedAtNanos, there.endedAtNanos) - asked);
    }

    @Test
    void aRotatedKeyIsCutOffWhenItsOverlapEndsAndTheNewOneIsNot() throws Exception {
        Reply client = register("rotated");
        String path = "/api/clients/" + client.text("id") + "/rotate-api-key";
        Connection here = follow(staff, client.text("apiKey"));
        Connection there = follow(other, client.text("apiKey"));
        String next = staff.call("POST", path).text("apiKey");
        Connection withNext = follow(other, next);
        assertThat(here.ended).as("both are good during the overlap").isNotDone();

        // The overlap ends.
        staff.database()
                .run("UPDATE client_api_key SET expires_at = now() WHERE expires_at IS NOT NULL AND client_id = '"
                        + client.text("id") + "'");

        assertThat(here.end()).isEqualTo(CUT);
        assertThat(there.end()).isEqualTo(CUT);
        assertThat(withNext.ended).isNotDone();
        Reply last = staff.call("POST", path, Json.MAPPER.createObjectNode().put("overlapHours", 0));
        assertThat(last.status()).isEqualTo(200);
        assertThat(withNext.end()).isEqualTo(CUT);
    }
}
