package dev.lendersync.benchmarks;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;

/// Followers of the live feed. A change is a commit in PostgreSQL, timed from its sending.
final class StaffCrowd implements Crowd {
    private final StaffSystem staff;
    private final Editor editor;
    private final String epoch;
    private final Subscribers subscribers;

    StaffCrowd(StaffSystem staff) throws Exception {
        this.staff = staff;
        String key = staff.registerClient("fan-out");
        editor = new Editor(staff.connect(), staff.products());
        long version = editor.prepare();
        editor.commit();
        epoch = epoch(staff, key);
        subscribers = new Subscribers(
                staff.url().getPort(),
                "/api/lender-products/live?since=" + epoch + ":" + version,
                "Authorization: Bearer " + key + "\r\n");
    }

    private static String epoch(StaffSystem staff, String key) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(staff.url().resolve("/api/lender-products/sync"))
                .header("Authorization", "Bearer " + key)
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            String tag = http.send(request, HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue("ETag")
                    .orElseThrow();
            return tag.substring(1, tag.indexOf(':'));
        }
    }

    @Override
    public long changeNanos() throws Exception {
        long version = editor.prepare();
        CountDownLatch missing = subscribers.await("\"to\":\"" + epoch + ":" + version + "\"");
        long begun = System.nanoTime();
        editor.commit();
        Crowd.await(missing);
        return System.nanoTime() - begun;
    }

    @Override
    public Subscribers subscribers() {
        return subscribers;
    }

    @Override
    public long pid() {
        return staff.pid();
    }

    /// After a collection: what the connections hold, without the garbage of the changes.
    @Override
    public long residentBytes() throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process collection = new ProcessBuilder(jcmd.toString(), Long.toString(staff.pid()), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (collection.waitFor() != 0) {
            throw new IOException("jcmd GC.run failed");
        }
        return Crowd.super.residentBytes();
    }

    @Override
    public void close() throws SQLException {
        subscribers.close();
        editor.close();
    }
}
