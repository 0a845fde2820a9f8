package dev.lendersync.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;

/// `benchmarks/run` calls this.
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] args) throws Exception {
        Path root = Path.of(args[0]);
        Path staffJar = root.resolve("staff-app/target/staff-app.jar");
        switch (args[1]) {
            case "writes" -> Writes.run(root.resolve("staff-app/src/main/resources/db/migration"));
            case "latency" -> Latency.run(staffJar);
            case "fan-out" ->
                FanOut.run(
                        staffJar,
                        root.resolve("benchmarks/ws-broadcast"),
                        Arrays.stream(args).skip(2).mapToInt(Integer::parseInt).toArray());
            default -> throw new IllegalArgumentException("no such benchmark: " + args[1]);
        }
    }
}
