package dev.lendersync.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lendersync.protocol.SyncHeaders;
import dev.lendersync.protocol.WebhookNotice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A receiver of webhooks that neither pulls nor follows: it takes each notice, and proves nothing.
final class Receiver implements AutoCloseable {
    record Received(String id, WebhookNotice notice) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean hanging;

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext(SyncHeaders.WEBHOOK_PATH, this::take);
        server.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    boolean wasToldOf(String position) {
        return received.stream()
                .anyMatch(one -> one.notice().position().toString().equals(position));
    }

    /// From now on it reads requests, but answers none.
    void hang(boolean on) {
        hanging = on;
    }

    private void take(HttpExchange exchange) throws IOException {
        boolean answers = !hanging;
        WebhookNotice notice = WebhookNotice.decode(exchange.getRequestBody().readAllBytes());
        received.add(new Received(exchange.getRequestHeaders().getFirst(SyncHeaders.WEBHOOK_ID), notice));
        try {
            if (!answers) {
                over.await();
            }
            exchange.sendResponseHeaders(204, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
