package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Takes pictures of every screen of the portal, into `target/screenshots`; `-Dscreenshots=../docs/screenshots` renews
/// those of the docs.
@Tag("browser")
class PortalPicturesTest {
    private static final Path FOLDER = Path.of(System.getProperty("screenshots", "target/screenshots"));
    private static final int PRODUCTS = 541;
    private static final int MOST_BYTES = 200_000;
    private static final int HEIGHT = 800;
    private static final int NARROW = 600;

    private static PortalSystem portal;
    private static String lender;

    @BeforeAll
    static void start() throws Exception {
        portal = PortalSystem.start(PRODUCTS);
        lender = portal.broker().createLender("Maple Business Bank");
        Files.createDirectories(FOLDER);
    }

    @AfterAll
    static void stop() throws Exception {
        if (portal != null) {
            portal.close();
        }
    }

    private static Map<String, Object> growthLoan(String amountMax) {
        return Broker.draft(
                lender,
                "Growth Loan",
                Map.of(
                        "amountMin", "10000.00",
                        "amountMax", amountMax,
                        "rateKind", "APR",
                        "rateMin", "7.9900",
                        "rateMax", "11.5000",
                        "termMinMonths", 12,
                        "termMaxMonths", 60,
                        "description", "For equipment and expansion. Decisions within two working days."));
    }

    @ParameterizedTest
    @CsvSource({"1440, LIGHT", "1440, DARK", "390, LIGHT", "390, DARK"})
    void everyScreen(int width, ColorScheme scheme) throws Exception {
        Http.Answer loan = portal.broker().create(growthLoan("150000.00"));
        try (BrowserContext profile = portal.profile(width, HEIGHT)) {
            String suffix = "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";
            Applicant applicant = portal.open(profile, "").live();
            Page page = applicant.page();
            page.emulateMedia(new Page.EmulateMediaOptions()
                    .setColorScheme(scheme)
                    // No picture of something half way between two colours.
                    .setReducedMotion(ReducedMotion.REDUCE));
            take(page, "client-country" + suffix);
            applicant.button("Canada").click();
            if (width < NARROW) {
                applicant.button("Filters").click();
            }
            applicant.field("Amount").fill("60,000");
            applicant.field("Term in months").fill("24");
            if (width < NARROW) {
                take(page, "client-filters" + suffix);
                applicant.button("Filters").click();
            }
            applicant.row(Broker.id(loan)).getByRole(AriaRole.CHECKBOX).check();
            page.locator(".row input").nth(0).check();
            page.locator(".row input").nth(1).check();
            page.evaluate("scrollTo(0, 0)");
            take(page, "client-list" + suffix);
            applicant.button("Compare and prepare").click();
            take(page, "client-selection" + suffix);
            loan = portal.broker().edit(loan, growthLoan("120000.00"));
            page.locator(".notice").waitFor();
            applicant.field("Notes").fill("For a second delivery van, by March.");
            take(page, "client-notice" + suffix);
            portal.broker().archive(loan);
            applicant.awaitText("no longer offered");
            portal.network().weather(new Proxy.Weather.Cut());
            applicant.awaitFreshness("Offline since", Await.LIMIT);
            page.evaluate("scrollTo(0, 0)");
            take(page, "client-offline" + suffix);
            applicant.assertAccessible("offline, with a product that is no longer offered");
            portal.network().weather(new Proxy.Weather.Fair());
        }
    }

    private static void take(Page page, String name) throws IOException {
        byte[] picture = page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name)));
        assertThat(picture.length).as(name).isBetween(1_000, MOST_BYTES);
    }
}
