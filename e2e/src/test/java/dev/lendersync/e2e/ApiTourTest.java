package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/api-tour.md`, followed literally: its blocks are one script.
@Tag("slow")
class ApiTourTest {
    private static final Pattern BLOCK = Pattern.compile("^```bash\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @Test
    void fiveHundredRowsComeInChangeGoOutAndAreUnchanged(@TempDir Path folder) throws Exception {
        String script = "set -eo pipefail\n"
                + BLOCK.matcher(Files.readString(Path.of("../docs/api-tour.md")))
                        .results()
                        .map(block -> block.group(1))
                        .collect(Collectors.joining());
        try (LocalSystem system = LocalSystem.start(PostgresServer.shared(), new LocalSystem.Shape(1, 1, false))) {
            Files.writeString(
                    Files.createDirectory(folder.resolve(".data")).resolve("run.json"),
                    "{\n  \"staffToken\" : \"" + system.token() + "\"\n}\n");
            String output = run(
                    folder,
                    script.replace("http://127.0.0.1:8080", system.staff().url())
                            .replace(
                                    "http://127.0.0.1:8081",
                                    system.clients().getFirst().app().url()));

            assertThat(output).containsSubsequence("\"new\":500", "}500\n", "\"changed\":40", "\"feesNote\":null");
            assertThat(output.substring(output.lastIndexOf("\"counts\""))).contains("\"unchanged\":500", "\"new\":0");
        }
    }

    private static String run(Path folder, String script) throws Exception {
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();
        String output = Files.readString(log);
        assertThat(ended && process.exitValue() == 0).as(output).isTrue();
        return output;
    }
}
