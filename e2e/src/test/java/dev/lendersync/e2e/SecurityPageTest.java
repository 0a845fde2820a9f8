package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every test that `docs/security.md` names exists, and has the methods that it names.
class SecurityPageTest {
    private static final Path ROOT = Path.of("..");
    /// `NameTest`, `NameTest.method`, `NameTest.begin…`, and `.method` of the test that was named before.
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)?(?:\\.(\\w+)(…)?)?`");

    @Test
    void eachTestThatIsNamedExists() throws IOException {
        Map<String, String> tests = tests();
        List<String> missing = new ArrayList<>();
        int named = 0;
        for (String line : Files.readAllLines(ROOT.resolve("docs/security.md"))) {
            String last = "";
            for (Matcher found = NAMED.matcher(line); found.find(); ) {
                last = found.group(1) == null ? last : found.group(1);
                if (!last.isEmpty()) {
                    named++;
                    String method = found.group(2) == null
                            ? "class " + last
                            : "void " + found.group(2) + (found.group(3) == null ? "(" : "");
                    if (!tests.getOrDefault(last, "").contains(method)) {
                        missing.add(found.group());
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(named).isGreaterThan(50);
    }

    /// The sources of all tests by name; of those with the same name, together.
    private static Map<String, String> tests() throws IOException {
        Map<String, String> tests = new HashMap<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(path -> path.toString().endsWith("Test.java")
                            && !path.toString().contains("/target/"))
                    .toList()) {
                tests.merge(file.getFileName().toString().replace(".java", ""), Files.readString(file), String::concat);
            }
        }
        return tests;
    }
}
