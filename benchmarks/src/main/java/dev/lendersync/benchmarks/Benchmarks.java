package dev.lendersync.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;

/// `benchmarks/run` calls this.
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] args) throws Exception {
        Path root = Path.of(args[0]);
        boolean all = args[1].equals("all");
        if (all || args[1].equals("writes")) {
            Writes.run(root.resolve("staff-app/src/main/resources/db/migration"));
        }
        Path staffJar = root.resolve("staff-app/target/staff-app.jar");
        if (all || args[1].equals("import")) {
            Imports.run(staffJar);
        }
        if (all || args[1].equals("latency")) {
            Latency.run(staffJar);
        }
        if (all || args[1].equals("lists")) {
            Lists.run(staffJar);
        }
        if (all || args[1].equals("webhooks")) {
            Webhooks.run(staffJar);
        }
        if (all || args[1].equals("fan-out")) {
            int[] sizes =
                    Arrays.stream(args).skip(2).mapToInt(Integer::parseInt).toArray();
            FanOut.run(staffJar, root.resolve("benchmarks/ws-broadcast"), sizes);
        }
    }
}
