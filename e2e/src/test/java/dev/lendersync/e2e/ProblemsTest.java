package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/problems.md` lists every problem that the code can answer with, and no other.
class ProblemsTest {
    private static final Path ROOT = Path.of("..");
    /// The code of a problem is the first text that is given to whatever makes one.
    private static final Pattern MADE =
            Pattern.compile("(?:Problem\\.of|[^.]of|sendRetryable|retryLater|new Problem)\\(\\s*"
                    + "(?:\\w+(?:\\.\\w+\\(\\))?,\\s*)?\"([a-z]+(?:-[a-z]+)*)\",\\s*\"");

    private static final Pattern LISTED = Pattern.compile("`([a-z]+(?:-[a-z]+)*)`");

    @Test
    void everyProblemIsListed() throws IOException {
        Set<String> made = new TreeSet<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(ProblemsTest::isMainSource).toList()) {
                MADE.matcher(Files.readString(file)).results().forEach(found -> made.add(found.group(1)));
            }
        }
        assertThat(made).hasSizeGreaterThan(20);
        assertThat(listed()).isEqualTo(made);
    }

    private static boolean isMainSource(Path file) {
        String path = file.toString();
        return path.endsWith(".java") && path.contains("/src/main/") && !path.contains("/target/");
    }

    /// The second column of the table.
    private static Set<String> listed() throws IOException {
        Set<String> codes = new TreeSet<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs/problems.md"))) {
            String[] cells = line.split("\\|", -1);
            if (cells.length > 3 && cells[1].strip().matches("\\d{3}")) {
                LISTED.matcher(cells[2]).results().forEach(code -> codes.add(code.group(1)));
            }
        }
        return codes;
    }
}
