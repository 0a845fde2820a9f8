package dev.lendersync.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Thousands of WebSocket connections on one thread, which do as little as can be: they find the end of each frame and
/// look for a text in it.
final class Subscribers implements AutoCloseable {
    private static final int CONNECT_AHEAD = 64;
    /// Less than the Staff App accepts: those that it refuses would be no connections, but garbage.
    private static final long CONNECT_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1) / 450;
    private static final long PING_EVERY_NANOS = TimeUnit.SECONDS.toNanos(25);

    /// Waits until every connection got a frame that holds this text.
    private record Awaited(String text, CountDownLatch missing) {}

    private final InetSocketAddress server;
    private final byte[] handshake;
    private final Selector selector = Selector.open();
    private final List<Subscriber> all = new ArrayList<>();
    private final AtomicInteger greeted = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(2 << 20);
    private volatile int wanted;
    private volatile @Nullable Awaited awaited;
    private volatile boolean closed;
    private int connecting;
    private long lastPings = System.nanoTime();
    private long nextConnect = System.nanoTime();
    private final Thread thread;

    Subscribers(int port, String path, String authorization) throws IOException {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        handshake = ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: lender-products.v1\r\n"
                        + authorization + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        thread = Thread.ofPlatform().daemon().name("subscribers").start(this::run);
    }

    /// Opens connections until there are so many, and waits until each was greeted.
    void grow(int count) throws InterruptedException {
        wanted = count;
        selector.wakeup();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (greeted.get() < count) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("only " + greeted.get() + " of " + count + " connections, " + broken
                        + " were refused or broke");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    int broken() {
        return broken.get();
    }

    /// To be called before what brings the text.
    CountDownLatch await(String text) {
        Awaited next = new Awaited(text, new CountDownLatch(greeted.get()));
        awaited = next;
        return next.missing();
    }

    private void run() {
        try {
            while (!closed) {
                connectMore();
                ping();
                selector.select(this::ready, 10);
            }
            for (Subscriber subscriber : all) {
                subscriber.channel.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void connectMore() throws IOException {
        while (all.size() < wanted && connecting < CONNECT_AHEAD && System.nanoTime() - nextConnect >= 0) {
            nextConnect = Math.max(nextConnect, System.nanoTime() - 10 * CONNECT_EVERY_NANOS) + CONNECT_EVERY_NANOS;
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Subscriber subscriber = new Subscriber(channel);
            channel.register(selector, SelectionKey.OP_CONNECT, subscriber);
            channel.connect(server);
            all.add(subscriber);
            connecting++;
        }
    }

    /// `{"type":"ping","n":1}`, masked with zeros.
    private void ping() throws IOException {
        if (System.nanoTime() - lastPings < PING_EVERY_NANOS) {
            return;
        }
        lastPings = System.nanoTime();
        byte[] text = "{\"type\":\"ping\",\"n\":1}".getBytes(StandardCharsets.US_ASCII);
        for (Subscriber subscriber : all) {
            if (subscriber.greeted) {
                ByteBuffer frame = ByteBuffer.allocate(6 + text.length)
                        .put((byte) 0x81)
                        .put((byte) (0x80 | text.length))
                        .putInt(0)
                        .put(text)
                        .flip();
                subscriber.channel.write(frame);
            }
        }
    }

    private void ready(SelectionKey key) {
        Subscriber subscriber = (Subscriber) key.attachment();
        try {
            if (key.isConnectable()) {
                subscriber.channel.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
                subscriber.channel.write(ByteBuffer.wrap(handshake));
            } else {
                subscriber.read();
            }
        } catch (IOException e) {
            subscriber.gone();
        }
    }

    private final class Subscriber {
        private final SocketChannel channel;
        private boolean upgraded;
        private boolean greeted;
        private byte[] rest = new byte[0];

        Subscriber(SocketChannel channel) {
            this.channel = channel;
        }

        /// It is replaced by another one.
        private void gone() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            all.remove(this);
            broken.incrementAndGet();
            if (greeted) {
                Subscribers.this.greeted.decrementAndGet();
            } else {
                connecting--;
            }
        }

        private void read() throws IOException {
            buffer.clear().put(rest);
            if (channel.read(buffer) < 0) {
                throw new IOException("closed");
            }
            buffer.flip();
            if (!upgraded) {
                upgraded = passHeaders();
            }
            while (upgraded && passFrame()) {}
            rest = new byte[buffer.remaining()];
            buffer.get(rest);
        }

        private boolean passHeaders() throws IOException {
            for (int i = 3; i < buffer.limit(); i++) {
                if (buffer.getInt(i - 3) == 0x0D0A0D0A) {
                    if (buffer.get(9) != '1') {
                        throw new IOException("refused");
                    }
                    buffer.position(i + 1);
                    return true;
                }
            }
            return false;
        }

        private boolean passFrame() {
            int start = buffer.position();
            if (buffer.remaining() < 2) {
                return false;
            }
            int length = buffer.get(start + 1) & 0x7F;
            int header = length == 127 ? 10 : length == 126 ? 4 : 2;
            if (buffer.remaining() < header) {
                return false;
            }
            if (length == 126) {
                length = buffer.getShort(start + 2) & 0xFFFF;
            } else if (length == 127) {
                length = Math.toIntExact(buffer.getLong(start + 2));
            }
            if (buffer.remaining() < header + length) {
                return false;
            }
            if (!greeted) {
                greeted = true;
                connecting--;
                Subscribers.this.greeted.incrementAndGet();
            }
            Awaited now = awaited;
            if (now != null && holds(start + header, start + header + length, now.text)) {
                now.missing.countDown();
            }
            buffer.position(start + header + length);
            return true;
        }

        private boolean holds(int from, int to, String text) {
            for (int i = from; i <= Math.min(to - text.length(), from + 200); i++) {
                int matched = 0;
                while (matched < text.length() && buffer.get(i + matched) == text.charAt(matched)) {
                    matched++;
                }
                if (matched == text.length()) {
                    return true;
                }
            }
            return false;
        }
    }

    /// Returns when all connections are closed.
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
