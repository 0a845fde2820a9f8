package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// Every invariant of SPEC.md is held by tests that ran in this build. Runs last, after the tests of all modules, and
/// only in a whole `./test`.
class SpecTest {
    private static final Path SPEC = Path.of("../docs/protocol/SPEC.md");
    private static final Pattern ROW = Pattern.compile("^\\| \\*\\*P(\\d+)\\*\\* \\|(.*)\\|(.*)\\|$");
    private static final Pattern LINK = Pattern.compile("\\[(\\w+)]\\(([^)]+)\\)");

    record Invariant(int number, String text, List<Link> enforcement) {
        @Override
        public String toString() {
            return "P" + number;
        }
    }

    record Link(String name, Path file) {}

    static List<Invariant> invariants() throws IOException {
        List<Invariant> invariants = new ArrayList<>();
        for (String line : Files.readAllLines(SPEC)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                invariants.add(new Invariant(
                        Integer.parseInt(row.group(1)), row.group(2).strip(), links(row.group(3))));
            }
        }
        return invariants;
    }

    private static List<Link> links(String cell) {
        return LINK.matcher(cell)
                .results()
                .map(link -> new Link(
                        link.group(1), SPEC.resolveSibling(link.group(2)).normalize()))
                .toList();
    }

    @Test
    void thereAreTwelve() throws IOException {
        assertThat(invariants().stream().map(Invariant::number))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 12).boxed().toList());
    }

    @ParameterizedTest
    @MethodSource("invariants")
    void isHeldByTestsOfThisBuildThatNameIt(Invariant invariant) {
        assertThat(invariant.enforcement())
                .as("%s has no enforcement", invariant)
                .isNotEmpty();
        assertThat(invariant.enforcement()).allSatisfy(link -> {
            assertThat(link.file()).isRegularFile().hasFileName(link.name() + ".java");
            assertThat(passed(link).filter(name -> names(invariant, name)))
                    .as("tests of %s that passed in this build and name %s", link.name(), invariant)
                    .isNotEmpty();
        });
    }

    private static boolean names(Invariant invariant, String test) {
        return Pattern.compile("(?<![A-Za-z0-9])[Pp]" + invariant.number() + "(?![0-9])")
                .matcher(test)
                .find();
    }

    /// The names of the tests of a class that ran and passed.
    private static Stream<String> passed(Link link) throws Exception {
        String path = link.file().toString();
        int source = path.indexOf("/src/test/java/");
        String type = path.substring(source + "/src/test/java/".length())
                .replace(".java", "")
                .replace('/', '.');
        Path report = Path.of(path.substring(0, source), "target", "surefire-reports", "TEST-" + type + ".xml");
        assertThat(report)
                .as("%s did not run in this build: see ./test", link.name())
                .isRegularFile();
        NodeList cases = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(report.toFile())
                .getElementsByTagName("testcase");
        return IntStream.range(0, cases.getLength())
                .mapToObj(i -> (Element) cases.item(i))
                .filter(test -> Stream.of("failure", "error", "skipped")
                        .allMatch(end -> test.getElementsByTagName(end).getLength() == 0))
                .map(test -> test.getAttribute("name"));
    }
}
