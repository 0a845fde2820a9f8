package dev.lendersync.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The live feed with thousands of connections, held by this process: what each costs the Staff App in resident memory,
/// and the time from the sending of COMMIT until the last connection has the change. Beside a bare broadcast of a text
/// of the same length with Node's `ws`, from the writing of the text to the same connections' last.
final class FanOut {
    private static final int CHANGES = 60;
    private static final int WARM_UP = 20;
    private static final long PAUSE_MILLIS = 250;

    private FanOut() {}

    static void run(Path staffJar, Path broadcast, int... sizes) throws Exception {
        int most = java.util.Arrays.stream(sizes).max().orElse(10_000);
        String limit = Integer.toString(most + 100);
        Map<String, String> limits =
                Map.of("LIVE_MAX_CONNECTIONS", limit, "LIVE_MAX_PER_KEY", limit, "LIVE_MAX_PER_ADDRESS", limit);
        try (StaffSystem staff = StaffSystem.start(staffJar, List.of("-Xmx512m"), limits)) {
            ours(staff, sizes);
        }
        node(broadcast, sizes);
    }

    private static void ours(StaffSystem staff, int... sizes) throws Exception {
        String key = staff.registerClient("fan-out");
        String authorization = "Authorization: Bearer " + key + "\r\n";
        long position;
        String epoch;
        try (Editor editor = new Editor(staff.connect(), staff.products())) {
            position = editor.prepare();
            editor.commit();
            epoch = epoch(staff, key);
            String path = "/api/lender-products/live?since=" + epoch + ":" + position;
            try (Subscribers subscribers = new Subscribers(staff.url().getPort(), path, authorization)) {
                collectGarbage(staff.pid());
                long empty = residentBytes(staff.pid());
                for (int size : sizes) {
                    subscribers.grow(size);
                    long[] times = new long[CHANGES];
                    for (int i = -WARM_UP; i < CHANGES; i++) {
                        long version = editor.prepare();
                        CountDownLatch missing = subscribers.await("\"to\":\"" + epoch + ":" + version + "\"");
                        long begun = System.nanoTime();
                        editor.commit();
                        await(missing);
                        times[Math.max(i, 0)] = System.nanoTime() - begun;
                        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                    }
                    collectGarbage(staff.pid());
                    long resident = residentBytes(staff.pid());
                    System.out.printf(
                            Locale.ROOT,
                            "%d connections: last one after %s; resident %.0f MB, %.1f kB per connection; %d broke%n",
                            size,
                            Percentiles.ofNanos(times),
                            resident / 1e6,
                            (resident - empty) / 1e3 / size,
                            subscribers.broken());
                }
            }
        }
    }

    private static String epoch(StaffSystem staff, String key) throws IOException, InterruptedException {
        var request = java.net.http.HttpRequest.newBuilder(staff.url().resolve("/api/lender-products/sync"))
                .header("Authorization", "Bearer " + key)
                .build();
        String tag = java.net.http.HttpClient.newHttpClient()
                .send(request, java.net.http.HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        return tag.substring(1, tag.indexOf(':'));
    }

    private static void node(Path broadcast, int... sizes) throws Exception {
        if (!Files.isDirectory(broadcast.resolve("node_modules"))) {
            System.out.println("no comparison with Node: npm ci in " + broadcast + " first");
            return;
        }
        Process process = new ProcessBuilder(
                        "node", broadcast.resolve("server.js").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader();
                BufferedWriter input = process.outputWriter(StandardCharsets.UTF_8)) {
            int port = Integer.parseInt(output.readLine());
            try (Subscribers subscribers = new Subscribers(port, "/", "")) {
                long empty = residentBytes(process.pid());
                for (int size : sizes) {
                    subscribers.grow(size);
                    long[] times = new long[CHANGES];
                    for (int i = -WARM_UP; i < CHANGES; i++) {
                        String text = "{\"type\":\"delta\",\"from\":\"x\",\"to\":\"" + size + ":" + i + "\",\"rest\":\""
                                + "x".repeat(1_100) + "\"}";
                        CountDownLatch missing = subscribers.await("\"to\":\"" + size + ":" + i + "\"");
                        long begun = System.nanoTime();
                        input.write(text + "\n");
                        input.flush();
                        await(missing);
                        times[Math.max(i, 0)] = System.nanoTime() - begun;
                        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                    }
                    System.out.printf(
                            Locale.ROOT,
                            "Node ws, %d connections: last one after %s; %.1f kB per connection%n",
                            size,
                            Percentiles.ofNanos(times),
                            (residentBytes(process.pid()) - empty) / 1e3 / size);
                }
            }
        } finally {
            process.destroy();
        }
    }

    private static void await(CountDownLatch missing) throws InterruptedException {
        if (!missing.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException(missing.getCount() + " connections did not get the change within 30 s");
        }
    }

    private static void collectGarbage(long pid) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        TimeUnit.SECONDS.sleep(1);
    }

    private static long residentBytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
                .findFirst()
                .orElseThrow();
    }
}
