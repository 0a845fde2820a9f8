package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lendersync.protocol.FrameCodec;
import dev.lendersync.protocol.SyncHeaders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// One more client, which keeps every byte that it is sent unasked: the frames of each live feed, and webhooks.
final class Wiretap implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer endpoint;
    private final Recording webhooks = new Recording();
    private final List<Recording> feeds = new ArrayList<>();
    private final List<WebSocket> sockets = new ArrayList<>();

    /// What was heard on one line.
    private static final class Recording implements WebSocket.Listener {
        // Guarded by this object.
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            hear(part);
            socket.request(1);
            return null;
        }

        private synchronized void hear(CharSequence part) {
            text.append(part);
        }

        private synchronized String heard() {
            return text.toString();
        }
    }

    private Wiretap() throws IOException {
        endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.createContext("/", this::webhook);
        endpoint.start();
    }

    /// @param since what the feeds follow from
    static Wiretap on(LocalSystem system, String since) throws Exception {
        Wiretap tap = new Wiretap();
        String url = "http://127.0.0.1:" + tap.endpoint.getAddress().getPort();
        Http.Answer account = system.call("POST", "/api/clients", Map.of("name", "wiretap", "baseUrl", url));
        assertThat(account.status()).isEqualTo(201);
        tap.follow(system.staff().url(), since, account.json().path("apiKey").asString());
        for (LocalSystem.Client app : system.clients()) {
            tap.follow(app.app().url(), since, "none");
        }
        return tap;
    }

    private void follow(String url, String since, String key) {
        Recording recording = new Recording();
        URI feed = URI.create(url.replaceFirst("^http", "ws") + SyncHeaders.LIVE_PATH + "?since=" + since);
        sockets.add(client.newWebSocketBuilder()
                .header("Authorization", "Bearer " + key)
                .subprotocols(FrameCodec.SUBPROTOCOL)
                .buildAsync(feed, recording)
                .join());
        feeds.add(recording);
    }

    private void webhook(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            webhooks.hear(exchange.getRequestHeaders().entrySet() + new String(body, StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(202, -1);
        }
    }

    /// Waits until each feed was sent a text, and the webhook another.
    void await(String ofFeeds, String ofWebhooks) throws Exception {
        for (Recording feed : feeds) {
            Await.until("a feed sends " + ofFeeds, () -> feed.heard().contains(ofFeeds));
        }
        Await.until("a webhook says " + ofWebhooks, () -> webhooks.heard().contains(ofWebhooks));
    }

    String heard() {
        StringBuilder all = new StringBuilder(webhooks.heard());
        feeds.forEach(feed -> all.append(feed.heard()));
        return all.toString();
    }

    @Override
    public void close() {
        sockets.forEach(WebSocket::abort);
        client.close();
        endpoint.stop(0);
    }
}
