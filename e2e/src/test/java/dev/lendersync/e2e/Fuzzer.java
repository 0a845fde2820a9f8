package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Json;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Sends many mutated requests and frames, several at a time, and looks at every answer: no failure of the server's, no
/// hang, every error a problem, no header that an attacker wrote, nothing secret. Each is made of the seed and its
/// number, so that one can be had again.
final class Fuzzer {
    private static final int AT_ONCE = 6;
    private static final int BUSY = 503;
    private static final int FRAMES_PER_CONNECTION = 10;
    /// What tells how the server is made.
    private static final List<String> INNARDS =
            List.of("at dev.lendersync.", "io.vertx.", "java.lang.", "org.postgresql", "PgException", "jdbc:");

    private final long seed;
    private final List<String> secrets;
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final AtomicLong accepted = new AtomicLong();
    /// Refused before anybody looked at what they ask. Not those after too many failures, of which a fuzzer makes many.
    private final AtomicInteger unseen = new AtomicInteger();
    /// As HTTP/2 refuses, without an answer.
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger frames = new AtomicInteger();
    private final List<String> faults = new ArrayList<>();

    /// @param secrets what no answer may hold
    Fuzzer(long seed, List<String> secrets) {
        this.seed = seed;
        this.secrets = List.copyOf(secrets);
    }

    /// Sends so many requests.
    ///
    /// @param first the number of the first
    void send(FuzzConnection.Opener opener, long first, int count, LongFunction<RawRequest> requests) throws Exception {
        AtomicLong next = new AtomicLong(first);
        atOnce(() -> {
            FuzzConnection connection = opener.open();
            try {
                for (long number = next.getAndIncrement(); number < first + count; number = next.getAndIncrement()) {
                    RawRequest request = requests.apply(seed + number);
                    connection = sent(connection, opener, request);
                }
            } finally {
                connection.close();
            }
            return null;
        });
    }

    private FuzzConnection sent(FuzzConnection connection, FuzzConnection.Opener opener, RawRequest request)
            throws IOException {
        Http.Answer answer;
        try {
            answer = connection.answer(request);
        } catch (Http2Connection.RefusedException e) {
            refused.incrementAndGet();
            connection.close();
            return opener.open();
        } catch (SocketTimeoutException e) {
            fault("no answer within " + RawConnection.PATIENCE_MILLIS + " ms", request);
            connection.close();
            return opener.open();
        } catch (IOException | RuntimeException e) {
            fault("no whole answer: " + e, request);
            connection.close();
            return opener.open();
        }
        look(request, answer);
        boolean over = answer.header("connection").equalsIgnoreCase("close")
                || answer.status() == 101
                || answer.status() == 400
                || answer.header("content-type").equals("text/event-stream");
        if (over) {
            connection.close();
            return opener.open();
        }
        return connection;
    }

    private void look(RawRequest request, Http.Answer answer) {
        synchronized (statuses) {
            statuses.merge(answer.status(), 1, Integer::sum);
        }
        if (answer.status() >= 500 && answer.status() != BUSY) {
            fault("answered " + answer.status(), request);
        }
        if (answer.status() < 300 && !List.of("GET", "HEAD", "OPTIONS").contains(request.method())) {
            accepted.incrementAndGet();
        }
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        for (String secret : secrets) {
            if (text.contains(secret) || answer.headers().toString().contains(secret)) {
                fault("tells a secret", request);
            }
        }
        if (answer.headers().keySet().stream().anyMatch(name -> name.contains("hostile"))
                || answer.header("set-cookie").contains("hostile=")) {
            fault("has a header that the sender wrote: " + answer.headers(), request);
        }
        if (answer.status() >= 400) {
            lookAtProblem(request, answer, text);
        }
    }

    private void lookAtProblem(RawRequest request, Http.Answer answer, String text) {
        // What the sender wrote himself may be quoted.
        if (INNARDS.stream()
                .anyMatch(inner -> text.contains(inner) && !request.toString().contains(inner))) {
            fault("tells how the server is made: " + text, request);
        }
        boolean bodiless = request.method().equals("HEAD");
        if (!answer.header("content-type").equals("application/problem+json")) {
            fault("is no problem: " + answer.status() + " " + answer.header("content-type"), request);
        } else if (!bodiless) {
            JsonNode problem = Json.read(answer.body());
            if (problem.path("status").asInt() != answer.status()
                    || problem.path("success").asBoolean(true)) {
                fault("is a problem that is none: " + text, request);
            }
            boolean refusedUnseen = answer.status() == 429 || answer.status() == BUSY;
            if (refusedUnseen && !problem.path("type").asString().endsWith(":too-many-failures")) {
                unseen.incrementAndGet();
            }
        }
    }

    /// Opens connections of the live feed and sends mutated frames on each, so many in all.
    void follow(int port, String credentials, long first, int count) throws Exception {
        FrameMutations mutations = new FrameMutations();
        AtomicLong next = new AtomicLong(first);
        atOnce(() -> {
            for (long number = next.getAndAdd(FRAMES_PER_CONNECTION);
                    number < first + count;
                    number = next.getAndAdd(FRAMES_PER_CONNECTION)) {
                converse(port, credentials, mutations, seed + number);
            }
            return null;
        });
    }

    /// A server ends the conversation when it must or is asked to, and never leaves it open.
    private void converse(int port, String credentials, FrameMutations mutations, long number) throws IOException {
        RawRequest upgrade = new RawRequest(
                "GET",
                "/api/lender-products/live",
                List.of(
                        "Host: 127.0.0.1",
                        credentials,
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                        "Sec-WebSocket-Protocol: lender-products.v1"),
                new byte[0],
                "frames from number " + number);
        try (RawConnection connection = new RawConnection(port)) {
            Http.Answer answer = connection.answer(upgrade);
            if (answer.status() != 101) {
                look(upgrade, answer);
                return;
            }
            try {
                for (int i = 0; i < FRAMES_PER_CONNECTION; i++) {
                    frames.incrementAndGet();
                    connection.send(mutations.of(number + i));
                }
                connection.send(FrameMutations.close());
            } catch (IOException e) {
                return; // ended by the server, which is its right
            }
            lookAtTold(connection.in().readAllBytes(), upgrade);
        } catch (SocketTimeoutException e) {
            fault("the conversation does not end", upgrade);
        } catch (IOException e) {
            // Reset by the server, since it had not read all that came: that is an end, too.
        }
    }

    /// Opens connections of HTTP/2 and sends mutated frames on each, so many in all.
    void mangle(Callable<Http2Connection> opener, long first, int count) throws Exception {
        Http2Mutations mutations = new Http2Mutations();
        AtomicLong next = new AtomicLong(first);
        atOnce(() -> {
            for (long number = next.getAndAdd(FRAMES_PER_CONNECTION);
                    number < first + count;
                    number = next.getAndAdd(FRAMES_PER_CONNECTION)) {
                mangled(opener, mutations, seed + number);
            }
            return null;
        });
    }

    /// What comes last is no frame whatever came before it: so the server must end the connection.
    private void mangled(Callable<Http2Connection> opener, Http2Mutations mutations, long number) throws Exception {
        RawRequest what = new RawRequest("PRI", "*", List.of(), new byte[0], "frames of HTTP/2 from number " + number);
        try (Http2Connection connection = opener.call()) {
            try {
                for (int i = 0; i < FRAMES_PER_CONNECTION; i++) {
                    frames.incrementAndGet();
                    connection.write(mutations.of(number + i));
                }
                connection.write(new byte[Http2Mutations.NO_FRAME]);
            } catch (SocketException e) {
                return; // ended by the server, which is its right
            }
            lookAtTold(connection.readToTheEnd(), what);
        } catch (SocketTimeoutException e) {
            fault("the connection does not end", what);
        } catch (SocketException e) {
            // Reset by the server, since it had not read all that came: that is an end, too.
        }
    }

    private void lookAtTold(byte[] bytes, RawRequest asked) {
        String told = new String(bytes, StandardCharsets.UTF_8);
        Stream.concat(secrets.stream(), INNARDS.stream())
                .filter(told::contains)
                .forEach(_ -> fault("frames tell what they must not", asked));
    }

    private void atOnce(Callable<Void> work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                running.add(threads.submit(work));
            }
            for (Future<Void> each : running) {
                each.get();
            }
        }
    }

    private void fault(String what, RawRequest request) {
        synchronized (faults) {
            faults.add(what + "\n  " + request);
        }
    }

    /// Writes that were answered as done.
    long accepted() {
        return accepted.get();
    }

    void assertFaultless() {
        assertThat(faults).as(toString()).isEmpty();
        assertThat(unseen.get())
                .as("of few it was not even looked at what they ask: %s", this)
                .isLessThan(requests() / 20);
        assertThat(refused.get())
                .as("most requests over HTTP/2 are answered: %s", this)
                .isLessThan(requests() / 20);
    }

    private int requests() {
        synchronized (statuses) {
            return statuses.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    @Override
    public String toString() {
        return "seed %d: %d requests and %d frames, answered %s, %d refused by HTTP/2 itself, %d writes accepted"
                .formatted(seed, requests(), frames.get(), statuses, refused.get(), accepted.get());
    }
}
