package dev.lendersync.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A server process and those who follow it.
interface Crowd extends AutoCloseable {
    /// Changes something, and waits until the last connection has it.
    ///
    /// @return how long that took
    long changeNanos() throws Exception;

    Subscribers subscribers();

    long pid();

    @Override
    void close() throws IOException, SQLException;

    default void grow(int connections) throws InterruptedException {
        subscribers().grow(connections);
    }

    default long residentBytes() throws IOException, InterruptedException {
        return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
                .findFirst()
                .orElseThrow();
    }

    static void await(CountDownLatch missing) throws InterruptedException {
        if (!missing.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException(missing.getCount() + " connections did not get the change within 30 s");
        }
    }
}
