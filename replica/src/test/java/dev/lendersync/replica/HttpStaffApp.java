package dev.lendersync.replica;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.SyncHeaders;
import dev.lendersync.replica.transport.Request;
import dev.lendersync.replica.transport.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/// A Staff App over real HTTP, which a test can make misbehave.
final class HttpStaffApp implements AutoCloseable {
    static final String KEY = "lsk_secret";

    /// Answers instead of the Staff App.
    interface Fault {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final StaffAppDouble staff;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> reports = new CopyOnWriteArrayList<>();
    private volatile Fault fault = this::serve;

    HttpStaffApp(Catalog catalog) {
        staff = new StaffAppDouble(catalog);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                handle(exchange);
            }
        });
        server.start();
    }

    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    StaffAppDouble staff() {
        return staff;
    }

    /// `GET` with path and query of each pull.
    List<String> pulls() {
        return requests;
    }

    List<String> reports() {
        return reports;
    }

    void misbehave(Fault how) {
        fault = how;
    }

    void behave() {
        fault = this::serve;
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (exchange.getRequestMethod().equals("POST")) {
            reports.add(new String(body, java.nio.charset.StandardCharsets.UTF_8));
            serve(exchange);
        } else if (exchange.getRequestURI().getPath().equals(SyncHeaders.LIVE_PATH)) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            requests.add(exchange.getRequestURI().toString());
            fault.answer(exchange);
        }
    }

    void serve(HttpExchange exchange) throws IOException {
        if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.sendResponseHeaders(401, -1);
            return;
        }
        Response response =
                staff.answer(Request.get(exchange.getRequestURI().toString(), Map.of(), Duration.ofSeconds(1)));
        for (String name : List.of(SyncHeaders.DIGEST, SyncHeaders.AGE_MILLIS, "ETag")) {
            response.header(name)
                    .ifPresent(value -> exchange.getResponseHeaders().set(name, value));
        }
        send(exchange, response.status(), response.body());
    }

    /// With gzip when that is accepted, as a server would.
    static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        byte[] bytes = body;
        if (body.length > 0 && accepted != null && accepted.contains("gzip")) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            bytes = gzip(body);
        }
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /// As it is.
    static void sendRaw(HttpExchange exchange, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(body);
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
