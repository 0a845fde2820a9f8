package dev.lendersync.run.fake;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Answers the calls that a run makes, as the Staff App when `STAFF_DATA_DIR` is set, else as a Client App. Its process
/// number and environment are in its data folder.
public final class FakeApp {
    private static final String POSITION = "fake:7";
    private static final String DIGEST = "0".repeat(64);
    private static final String SYNC = "/api/lender-products/sync";
    private static final String CLIENTS = "/api/clients";

    private FakeApp() {}

    public static void main(String[] args) throws IOException {
        Map<String, String> environment = System.getenv();
        boolean staff = environment.containsKey("STAFF_DATA_DIR");
        Path folder = Path.of(environment.get(staff ? "STAFF_DATA_DIR" : "CLIENT_DATA_DIR"));
        Files.createDirectories(folder);
        // Moved into its place, for it may be read at any moment.
        Path pid = Files.writeString(
                folder.resolve("pid.tmp"),
                String.valueOf(ProcessHandle.current().pid()));
        Files.move(pid, folder.resolve("pid"), StandardCopyOption.ATOMIC_MOVE);
        Files.write(
                folder.resolve("environment"),
                environment.entrySet().stream().map(Object::toString).toList());
        int port = Integer.parseInt(environment.get(staff ? "STAFF_PORT" : "CLIENT_PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        answer(server, "GET", "/readyz", 200, "{}");
        if (staff) {
            answer(server, "GET", SYNC, 200, "{}");
            serveClients(server, folder.resolve("clients"), "Bearer " + environment.get("STAFF_ADMIN_TOKEN"));
        } else {
            answer(server, "GET", "/api/freshness", 200, """
                    {"state":"live","position":"%s","digest":"%s"}""".formatted(POSITION, DIGEST));
        }
        server.start();
        new PrintStream(System.out, true, StandardCharsets.UTF_8).println("fake app listens on " + port);
    }

    private static void answer(HttpServer server, String method, String path, int status, String body) {
        server.createContext(path, exchange -> {
            boolean right = exchange.getRequestMethod().equals(method);
            exchange.getResponseHeaders().set("ETag", "\"" + POSITION + "\"");
            exchange.getResponseHeaders().set("Lender-Sync-Digest", DIGEST);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(right ? status : 405, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    /// One registered client is one line of the file: its number.
    private static void serveClients(HttpServer server, Path file, String authorization) {
        server.createContext(CLIENTS, exchange -> {
            List<String> ids = new ArrayList<>(Files.exists(file) ? Files.readAllLines(file) : List.of());
            int status = 200;
            String body = "{\"items\":["
                    + String.join(
                            ",",
                            ids.stream().map(id -> "{\"id\":\"" + id + "\"}").toList()) + "]}";
            if (!authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                status = 401;
                body = "{\"error\":\"no token\"}";
            } else if (exchange.getRequestMethod().equals("POST")) {
                exchange.getRequestBody().readAllBytes();
                String id = String.valueOf(ids.size() + 1);
                ids.add(id);
                Files.write(file, ids);
                status = 201;
                body = "{\"id\":\"" + id + "\",\"apiKey\":\"lsk_" + id + "\",\"webhookSecret\":\"whsec_" + id + "\"}";
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
