package dev.lendersync.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// A bare broadcast with Node's `ws`. A change is a line on its standard input, as long as a delta of one product.
final class NodeCrowd implements Crowd {
    private final Process process;
    private final BufferedReader output;
    private final BufferedWriter input;
    private final Subscribers subscribers;
    private int changes;

    /// @param folder has `server.js`, and what it needs is installed
    NodeCrowd(Path folder) throws IOException {
        process = new ProcessBuilder("node", folder.resolve("server.js").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        output = process.inputReader();
        input = process.outputWriter(StandardCharsets.UTF_8);
        subscribers = new Subscribers(Integer.parseInt(output.readLine()), "/", "");
    }

    @Override
    public long changeNanos() throws Exception {
        changes++;
        String to = "\"to\":\"x:" + changes + "\"";
        String text = "{\"type\":\"delta\",\"from\":\"x\"," + to + ",\"rest\":\"" + "x".repeat(1_100) + "\"}\n";
        CountDownLatch missing = subscribers.await(to);
        long begun = System.nanoTime();
        input.write(text);
        input.flush();
        Crowd.await(missing);
        return System.nanoTime() - begun;
    }

    @Override
    public Subscribers subscribers() {
        return subscribers;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() throws IOException {
        subscribers.close();
        process.destroy();
        input.close();
        output.close();
    }
}
