package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Has axe-core look at a page as it is.
final class Axe {
    private static final Path SCRIPT = Path.of("../web/node_modules/axe-core/axe.min.js");
    private static final String VIOLATIONS = """
            async (impacts) => {
              const found = await axe.run(document, {
                runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
              });
              return found.violations
                .filter((one) => impacts.length === 0 || impacts.includes(one.impact))
                .map((one) => one.id + ": " + one.nodes.map((node) => node.html).slice(0, 3).join(" | "))
                .join("\\n");
            }
            """;

    private Axe() {}

    static void assertFindsNothing(Page page, String what) throws IOException {
        look(page, what, List.of());
    }

    static void assertFindsNothingSerious(Page page, String what) throws IOException {
        look(page, what, List.of("serious", "critical"));
    }

    private static void look(Page page, String what, List<String> impacts) throws IOException {
        page.evaluate(Files.readString(SCRIPT));
        assertThat(String.valueOf(page.evaluate(VIOLATIONS, impacts))).as(what).isEmpty();
    }
}
