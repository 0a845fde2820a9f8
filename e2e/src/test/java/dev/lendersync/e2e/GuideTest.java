package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.lendersync.run.sample.SampleCatalog;
import dev.lendersync.run.sample.SampleLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/use-lender-products.md`, followed literally in an empty folder, with the package as it would be published.
@Tag("browser")
class GuideTest {
    private static final Path GUIDE = Path.of("../docs/use-lender-products.md");
    private static final Path PACKAGE = Path.of("../web/packages/lender-products");
    private static final Pattern BLOCK =
            Pattern.compile("(?:^`([^`\n]+)`:(?:(?!^```).)*?)?^```(\\w+)\n(.*?)^```$", flags());
    private static final Pattern ADDRESS = Pattern.compile("http://localhost:\\d+/");
    private static final String SERVE = "npx vite\n";
    private static final int PRODUCTS = 50;

    private static int flags() {
        return Pattern.MULTILINE | Pattern.DOTALL;
    }

    @Test
    void fromNothingToALiveList(@TempDir Path folder) throws Exception {
        Path portal = Files.createDirectory(folder.resolve("portal"));
        Path tarball = pack(folder);
        String guide = Files.readString(GUIDE);
        List<MatchResult> blocks = BLOCK.matcher(guide.substring(0, guide.indexOf("## Another host")))
                .results()
                .toList();
        List<String> served = new ArrayList<>();
        for (MatchResult block : blocks) {
            String text = block.group(3);
            if (!block.group(2).equals("sh")) {
                Files.writeString(portal.resolve(block.group(1)), text);
            } else if (text.equals(SERVE)) {
                served.add(text);
            } else {
                // Published or not, it is the same file.
                run(portal, "set -e\n" + text.replace("install lender-products", "install " + tarball));
            }
        }
        assertThat(served).hasSize(1);
        assertItIsLive(portal);
    }

    private static Path pack(Path folder) throws Exception {
        run(PACKAGE, "npm pack --silent --ignore-scripts --pack-destination " + folder);
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".tgz"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void run(Path folder, String script) throws Exception {
        Path log = Files.createTempFile("guide", ".log");
        Process process = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(3, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended && process.exitValue() == 0)
                .as(script + Files.readString(log))
                .isTrue();
        Files.delete(log);
    }

    private static void assertItIsLive(Path portal) throws Exception {
        try (LocalSystem system = LocalSystem.start();
                Chromium chromium = Chromium.start()) {
            try (Connection connection = system.database().connect()) {
                SampleLoader.load(connection, SampleCatalog.of(5, PRODUCTS));
            }
            Path log = portal.resolve("vite.log");
            ProcessBuilder vite = new ProcessBuilder("bash", "-c", SERVE)
                    .directory(portal.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            vite.environment()
                    .put("CLIENT_URL", system.clients().getFirst().app().url());
            vite.environment().put("NO_COLOR", "1");
            Process server = vite.start();
            try {
                Await.until("vite prints its address", () -> address(log).isPresent());
                Page page = chromium.browser().newPage();
                page.navigate(address(log).orElseThrow());
                int published = Truth.of(system.database()).documents().size();
                Await.until("the list is live", Duration.ofSeconds(30), () -> isLive(page, published));
                system.database()
                        .execute("DELETE FROM lender_products WHERE id IN (SELECT id FROM published_products LIMIT 3)");
                Await.until("the list changed", Duration.ofSeconds(10), () -> isLive(page, published - 3));
            } finally {
                server.descendants().forEach(ProcessHandle::destroy);
                server.destroy();
            }
        }
    }

    private static Optional<String> address(Path log) throws Exception {
        Matcher matcher = ADDRESS.matcher(Files.exists(log) ? Files.readString(log) : "");
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    private static boolean isLive(Page page, int products) {
        return page.locator("li").count() == products
                && page.locator("p").allTextContents().contains("live");
    }
}
