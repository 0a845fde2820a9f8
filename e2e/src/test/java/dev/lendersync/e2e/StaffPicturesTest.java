package dev.lendersync.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every screen of the Staff App, wide and narrow, light and dark: nothing sticks out, nobody is shut out, no page
/// complains.
/// Its pictures go into `target/screenshots`; `-Dscreenshots=../docs/screenshots` renews those of the docs.
@Tag("browser")
class StaffPicturesTest {
    private static final Path FOLDER = Path.of(System.getProperty("screenshots", "target/screenshots"));
    private static final int HEIGHT = 900;
    private static final int PRODUCTS = 541;
    private static final int MOST_BYTES = 200_000;
    private static final Map<String, String> SCREENS = Map.of(
            "lenders", "/lenders",
            "clients", "/clients",
            "activity", "/activity",
            "audit", "/activity?tab=audit",
            "users", "/settings",
            "tokens", "/settings?tab=tokens",
            "sessions", "/settings?tab=sessions",
            "password", "/settings?tab=password");
    private static final String FILE = """
            Lender,Product,Type,Country,Receivables,Maximum amount
            Maple Street Capital,Growth Loan,Term loan,Canada,no,"250,000"
            Maple Street Capital,Growth Loan,Term loan,,no,lots
            """;

    private static StaffStage stage;

    @BeforeAll
    static void start() throws Exception {
        stage = StaffStage.start();
        stage.system().load(PRODUCTS);
        Files.createDirectories(FOLDER);
    }

    @AfterAll
    static void stop() {
        if (stage != null) {
            stage.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"1440, LIGHT", "1440, DARK", "1024, LIGHT", "820, LIGHT", "390, LIGHT", "390, DARK"})
    void everyScreen(int width, ColorScheme scheme) throws Exception {
        Browser.NewContextOptions options = new Browser.NewContextOptions()
                .setViewportSize(width, HEIGHT)
                .setColorScheme(scheme)
                // No picture of something half way between two colours.
                .setReducedMotion(ReducedMotion.REDUCE);
        try (BrowserContext profile = stage.profile(options)) {
            List<String> complaints = new ArrayList<>();
            profile.onWebError(error -> complaints.add(error.error()));
            String suffix = "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";
            Page door = profile.newPage();
            door.navigate(stage.system().staff().url());
            PlaywrightAssertions.assertThat(door.getByLabel("E-mail")).isVisible();
            look(door, "staff-login" + suffix);
            door.close();

            StaffScreens staff = stage.signedIn(profile, "admin");
            staff.goTo("/lenders/products");
            PlaywrightAssertions.assertThat(staff.page().getByRole(AriaRole.ROW).nth(3))
                    .isVisible();
            assertThat(staff.page().getByRole(AriaRole.GRID).evaluate("grid => grid.scrollWidth <= grid.clientWidth"))
                    .as("the list fits into %s pixels", width)
                    .isEqualTo(true);
            look(staff.page(), "staff-products" + suffix);
            staff.openProduct(stage.system().database().text("SELECT id FROM published_products ORDER BY id LIMIT 1"));
            PlaywrightAssertions.assertThat(staff.page().getByLabel("Maximum amount"))
                    .isVisible();
            look(staff.page(), "staff-product" + suffix);
            staff.tab("History").click();
            PlaywrightAssertions.assertThat(staff.panel("History")).containsText("added");
            look(staff.page(), "staff-history" + suffix);
            for (Map.Entry<String, String> screen : SCREENS.entrySet()) {
                staff.goTo(screen.getValue());
                look(staff.page(), "staff-" + screen.getKey() + suffix);
            }
            staff.goTo("/clients");
            staff.button("client-1").click();
            staff.tab("Delivery log").click();
            PlaywrightAssertions.assertThat(staff.listItem("version").first()).isVisible();
            look(staff.page(), "staff-client" + suffix);
            staff.goTo("/lenders/import");
            look(staff.page(), "staff-import" + suffix);
            staff.page()
                    .locator("input[type=file]")
                    .setInputFiles(new FilePayload("products.csv", "text/csv", FILE.getBytes(UTF_8)));
            staff.button("Check the rows").click();
            PlaywrightAssertions.assertThat(staff.listItem("lots")).isVisible();
            look(staff.page(), "staff-import-rows" + suffix);
            assertThat(complaints).isEmpty();
        }
    }

    private static void look(Page page, String name) throws IOException {
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("%s has nothing that sticks out", name)
                .isEqualTo(true);
        byte[] picture = page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name)));
        assertThat(picture.length).as(name).isBetween(1_000, MOST_BYTES);
        Axe.assertFindsNothingSerious(page, name);
    }
}
