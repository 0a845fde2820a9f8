package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Programs of the machine that the tests run on.
final class Programs {
    private static final int LIMIT_SECONDS = 180;

    private Programs() {}

    /// The path of a program. Where it is missing the test is skipped, but on a CI server it fails.
    static String required(String name) {
        Optional<Path> path = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        if (System.getenv("CI") != null) {
            assertThat(path).as("%s must be installed on a CI server", name).isPresent();
        }
        assumeTrue(path.isPresent(), name + " is not installed: this test needs it");
        return path.orElseThrow().toString();
    }

    /// Runs a program to its end, in the environment of the tests and this.
    ///
    /// @return what it said
    static String run(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as("%s ends within %s s", command, LIMIT_SECONDS)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(output);
        assertThat(process.exitValue()).as("%s: %s", command, said).isZero();
        return said;
    }
}
