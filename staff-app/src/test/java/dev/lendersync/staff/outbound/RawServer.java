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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes connections and answers each as no HTTP server would.
public final class RawServer implements AutoCloseable {
    private static final int BACKLOG = 50;
    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)\r\ncontent-length: ([0-9]+)");

    private final ServerSocket server;
    private final AtomicInteger connections = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// What is said on a connection whose request was read. It ends when that returns.
    public interface Talk {
        void on(Socket connection) throws Exception;
    }

    public RawServer(Talk talk) throws IOException {
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
        StringBuilder head = new StringBuilder();
        // A TLS hello has no body, and is not waited for.
        int next = in.read();
        while (next != 0x16 && next != -1 && head.indexOf("\r\n\r\n") < 0) {
            head.append((char) next);
            next = head.indexOf("\r\n\r\n") < 0 ? in.read() : next;
        }
        Matcher length = CONTENT_LENGTH.matcher(head);
        if (length.find()) {
            in.skipNBytes(Long.parseLong(length.group(1)));
        }
    }

    /// How many were made so far, whatever was said on them.
    public int connections() {
        return connections.get();
    }

    public URI url(String scheme) {
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
