package dev.lendersync.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// A TCP proxy that can do to its connections what networks do. One address, however many servers are behind it: new
/// connections go to each in turn, past those that refuse.
///
/// Threads: one accepts, two pump for each connection; [#weather] and [#leadTo] may be called from any.
final class Proxy implements AutoCloseable {
    private static final int CHUNK_BYTES = 16_384;
    private static final int STEPS_PER_SECOND = 10;
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    /// What happens to bytes on their way.
    sealed interface Weather {
        /// They pass.
        record Fair() implements Weather {}

        /// Every connection is cut, and each new one.
        record Cut() implements Weather {}

        /// What a server sends is cut off in the middle, and the connection with it.
        record CutInMidFrame() implements Weather {}

        /// Connections stay open and nothing passes.
        record Stall() implements Weather {}

        /// No more than so many bytes a second pass, on each connection and way.
        record Slow(int bytesPerSecond) implements Weather {}
    }

    // Set once.
    private final ServerSocket listener;
    private final Set<Pair> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicLong hits = new AtomicLong();
    // Guards weather: pumps wait on it.
    private final Object sky = new Object();
    private Weather weather = new Weather.Fair();
    // Written by any thread, read by the accepting one.
    private volatile List<Integer> targets;

    /// The two sockets of one connection.
    private record Pair(Socket caller, Socket server) {
        void close() {
            Proxy.close(caller);
            Proxy.close(server);
        }
    }

    private Proxy(ServerSocket listener, List<Integer> targets) {
        this.listener = listener;
        this.targets = List.copyOf(targets);
    }

    /// @param targets ports on loopback
    static Proxy to(List<Integer> targets) throws IOException {
        Proxy proxy = new Proxy(new ServerSocket(0, 128, LOOPBACK), targets);
        Thread.ofVirtual().name("proxy").start(proxy::accept);
        return proxy;
    }

    int port() {
        return listener.getLocalPort();
    }

    String url() {
        return "http://" + LOOPBACK.getHostAddress() + ":" + port();
    }

    /// Where new connections go from now on.
    void leadTo(List<Integer> next) {
        targets = List.copyOf(next);
    }

    /// Changes what happens from now on, to connections that are open too.
    void weather(Weather next) {
        synchronized (sky) {
            weather = next;
            sky.notifyAll();
        }
        if (next instanceof Weather.Cut) {
            open.forEach(this::cut);
        }
    }

    /// How often bad weather did something: connections cut, and times that bytes were held back.
    long hits() {
        return hits.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket caller = listener.accept();
                Thread.ofVirtual().start(() -> serve(caller));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket caller) {
        if (now() instanceof Weather.Cut) {
            hits.incrementAndGet();
            close(caller);
            return;
        }
        try {
            Pair pair = new Pair(caller, connect());
            open.add(pair);
            caller.setTcpNoDelay(true);
            pair.server().setTcpNoDelay(true);
            Thread up = Thread.ofVirtual().start(() -> pump(pair, caller, pair.server(), false));
            pump(pair, pair.server(), caller, true);
            up.join();
            pair.close();
            open.remove(pair);
        } catch (IOException e) {
            close(caller); // nobody is there: the caller learns it as from a dead server
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Socket connect() throws IOException {
        List<Integer> ports = targets;
        int first = turn.getAndIncrement();
        IOException refused = new IOException("no target");
        for (int i = 0; i < ports.size(); i++) {
            try {
                return new Socket(LOOPBACK, ports.get(Math.floorMod(first + i, ports.size())));
            } catch (IOException e) {
                refused = e;
            }
        }
        throw refused;
    }

    private void pump(Pair pair, Socket from, Socket to, boolean downstream) {
        byte[] chunk = new byte[CHUNK_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                pass(pair, chunk, n, out, downstream);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            pair.close(); // one side is gone: so is the other
        } catch (InterruptedException e) {
            pair.close();
            Thread.currentThread().interrupt();
        }
    }

    private void pass(Pair pair, byte[] chunk, int length, OutputStream out, boolean downstream)
            throws IOException, InterruptedException {
        int sent = 0;
        while (sent < length) {
            int rest = length - sent;
            switch (now()) {
                case Weather.Fair _ -> {
                    out.write(chunk, sent, rest);
                    sent = length;
                }
                case Weather.Cut _ -> throw new IOException("cut");
                case Weather.CutInMidFrame _
                when downstream && rest > 1 -> {
                    out.write(chunk, sent, rest / 2);
                    cut(pair);
                    throw new IOException("cut");
                }
                case Weather.CutInMidFrame _ -> {
                    out.write(chunk, sent, rest);
                    sent = length;
                }
                case Weather.Stall stall -> await(stall, Long.MAX_VALUE);
                case Weather.Slow slow -> {
                    int step = Math.min(rest, Math.max(1, slow.bytesPerSecond() / STEPS_PER_SECOND));
                    out.write(chunk, sent, step);
                    sent += step;
                    await(slow, TimeUnit.SECONDS.toMillis(1) / STEPS_PER_SECOND);
                }
            }
        }
    }

    private Weather now() {
        synchronized (sky) {
            return weather;
        }
    }

    /// Holds bytes back until the weather changes, for so long at the most.
    private void await(Weather same, long millis) throws InterruptedException {
        hits.incrementAndGet();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.min(millis, TimeUnit.DAYS.toMillis(1)));
        synchronized (sky) {
            for (long left = end - System.nanoTime();
                    weather.equals(same) && left > 0;
                    left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(sky, left);
            }
        }
    }

    private void cut(Pair pair) {
        hits.incrementAndGet();
        pair.close();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        weather(new Weather.Cut());
    }
}
