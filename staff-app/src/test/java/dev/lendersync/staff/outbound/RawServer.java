package dev.lendersync.staff.outbound;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Takes connections and answers each as no HTTP server would.
final class RawServer implements AutoCloseable {
    private static final int BACKLOG = 50;

    private final ServerSocket server;
    private final AtomicInteger connections = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// What is said on a connection whose request was read. It ends when that returns.
    interface Talk {
        void on(Socket connection) throws Exception;
    }

    RawServer(Talk talk) throws IOException {
        server = new ServerSocket(0, BACKLOG, InetAddress.ofLiteral("127.0.0.1"));
        threads.submit(() -> {
            while (true) {
                Socket connection = server.accept();
                connections.incrementAndGet();
                threads.submit(() -> {
                    try (connection) {
                        readRequest(connection);
                        talk.on(connection);
                    }
                    return null;
                });
            }
        });
    }

    private static void readRequest(Socket connection) throws IOException {
        InputStream in = new BufferedInputStream(connection.getInputStream());
        // Up to the end of the body that every test sends; a TLS hello has none, and is not waited for.
        int next = in.read();
        while (next != '}' && next != 0x16 && next != -1) {
            next = in.read();
        }
    }

    /// How many were made so far, whatever was said on them.
    int connections() {
        return connections.get();
    }

    URI url(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort() + "/");
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
