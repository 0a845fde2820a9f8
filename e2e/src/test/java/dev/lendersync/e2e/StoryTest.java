package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What all of it is for: a broker's window and two applicants', each at a Client App of its own, side by side. Its
/// animation goes into `target/screenshots`; `-Dscreenshots=../docs/screenshots` renews that of the docs.
@Tag("browser")
class StoryTest {
    private static final Path FOLDER = Path.of(System.getProperty("screenshots", "target/screenshots"));
    private static final int HEIGHT = 620;
    private static final int BROKER_WIDTH = 760;
    private static final int APPLICANT_WIDTH = 390;
    private static final long MOST_BYTES = 3_000_000;
    private static final Duration BEAT = Duration.ofMillis(450);
    private static final Duration TO_READ = Duration.ofMillis(2_200);
    private static final String NOTES = "For a second delivery van";

    private static StaffStage stage;

    private StoryRecorder recorder;
    private StaffScreens broker;
    private Applicant first;
    private Applicant second;

    @BeforeAll
    static void start() throws Exception {
        stage = StaffStage.start();
        Files.createDirectories(FOLDER);
        String lender = stage.broker().createLender("Maple Business Bank");
        for (String name : List.of("Harvest Line", "Storefront Loan")) {
            Map<String, ?> more =
                    Map.of("amountMin", "5000", "amountMax", "75000", "rateKind", "APR", "rateMin", "8.5");
            stage.broker().create(Broker.draft(lender, name, more));
        }
    }

    @AfterAll
    static void stop() {
        if (stage != null) {
            stage.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        recorder = new StoryRecorder(stage.profile(), FOLDER.resolve("story.gif"));
        broker = stage.signedIn(window(BROKER_WIDTH), "editor");
        broker.goTo("/lenders/products");
        broker.page().evaluate("""
                for (const act of ["click", "keydown"]) addEventListener(act, () => { window.actedAt = Date.now(); }, true);
                """);
        first = applicant(0);
        second = applicant(1);
        recorder.show("Staff App, a broker", broker.page());
        recorder.show("Client App 1, an applicant", first.page());
        recorder.show("Client App 2, another one", second.page());
    }

    @AfterEach
    void close() {
        for (Page page : List.of(broker.page(), first.page(), second.page())) {
            page.context().close();
        }
    }

    private static BrowserContext window(int width) {
        return stage.profile(new Browser.NewContextOptions()
                .setViewportSize(width, HEIGHT)
                .setLocale("en-CA")
                .setReducedMotion(ReducedMotion.REDUCE));
    }

    private static Applicant applicant(int client) throws Exception {
        String url = stage.system().clients().get(client).app().url();
        Applicant applicant = Applicant.open(window(APPLICANT_WIDTH), url, "?country=CA&amount=40000")
                .live();
        lookAtList(applicant);
        return applicant;
    }

    private static void lookAtList(Applicant applicant) {
        applicant.page().locator(".row").first().waitFor();
        applicant.page().evaluate("document.querySelector('.group').scrollIntoView()");
    }

    @Test
    @DisplayName(
            "P1 P6 what a broker adds, edits and archives is on two applicants' screens at once, and a push proves it")
    void whatABrokerDoesIsOnEveryApplicantsScreen() throws Exception {
        try (StoryRecorder closed = recorder) {
            closed.say("One source of truth: two products, in three windows");
            tell();
        }
        assertThat(Files.size(FOLDER.resolve("story.gif"))).isBetween(50_000L, MOST_BYTES);
    }

    private void tell() throws Exception {
        recorder.take(TO_READ);

        recorder.say("The broker adds a product …");
        broker.button("New").click();
        fill();
        watchFor("Growth Loan", true);
        broker.button("Save and publish").click();
        assertSeenByBoth("added");
        broker.assertLiveOn(2);
        recorder.take(TO_READ);

        recorder.say("An applicant chooses it, and writes about it");
        String id = stage.system().database().text("SELECT id FROM lender_products WHERE name = 'Growth Loan'");
        second.row(id).getByRole(AriaRole.CHECKBOX).check();
        recorder.take(BEAT);
        second.button("Compare and prepare").click();
        recorder.take(BEAT);
        second.field("Notes").fill(NOTES);
        second.field("Notes").scrollIntoViewIfNeeded();
        recorder.take(TO_READ);

        recorder.say("The broker lowers the maximum …");
        broker.page().getByLabel("Maximum amount").fill("120,000");
        recorder.take(BEAT);
        watchFor("$120,000", true);
        broker.page().keyboard().press("Control+s");
        assertSeenByBoth("edited");
        assertThat(second.text()).contains("Growth Loan of Maple Business Bank has changed");
        recorder.take(TO_READ);

        recorder.say("… and archives the product");
        recorder.take(BEAT);
        watchFor("Growth Loan of Maple Business Bank is no longer offered", true, second.page());
        watchFor("Growth Loan", false, first.page());
        broker.button("Archive").click();
        assertSeenByBoth("archived");
        recorder.take(TO_READ);

        recorder.say("Push All Products to Client: each one proves what it holds");
        broker.page().keyboard().press("Escape");
        broker.button("Push All Products to Client").click();
        PlaywrightAssertions.assertThat(broker.text("Verified on 2 of 2 client apps"))
                .isVisible();
        recorder.take(TO_READ);

        assertThat(second.field("Notes").inputValue()).isEqualTo(NOTES);
        second.button("Take it out").click();
        second.button("Back to all products").click();
        for (Applicant each : List.of(first, second)) {
            Await.until(
                    "the applicant sees what the catalog has",
                    () -> each.page().locator(".row h3").allTextContents().equals(catalog()));
            each.assertNeverReloaded();
            lookAtList(each);
        }
        recorder.say("All windows show the same; nothing was reloaded, nothing typed was lost");
        recorder.take(TO_READ);
        recorder.take(TO_READ);
    }

    private void fill() throws IOException {
        broker.choose("Lender", "Maple Business Bank");
        broker.field("Name").fill("Growth Loan");
        recorder.take(BEAT);
        broker.choose("Category", "Term loan");
        broker.choose("Country", "Canada");
        recorder.take(BEAT);
        broker.page().getByLabel("Minimum amount").fill("10,000");
        broker.page().getByLabel("Maximum amount").fill("150,000");
        broker.choose("Rate is", "Annual percentage rate");
        broker.page().getByLabel("Lowest rate").fill("7.99");
        recorder.take(BEAT);
    }

    private void watchFor(String text, boolean isShown) {
        watchFor(text, isShown, first.page());
        watchFor(text, isShown, second.page());
    }

    /// Notes the time at which the page shows a text, or shows it no longer.
    private static void watchFor(String text, boolean isShown, Page page) {
        page.evaluate("""
                ([text, isShown]) => {
                  window.seenAt = null;
                  const observer = new MutationObserver(() => {
                    if (document.querySelector("#root").textContent.includes(text) !== isShown) return;
                    window.seenAt = Date.now();
                    observer.disconnect();
                  });
                  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
                }
                """, List.of(text, isShown));
    }

    private void assertSeenByBoth(String what) throws Exception {
        recorder.take(BEAT);
        long acted = number(broker.page(), "window.actedAt");
        long slowest = 0;
        for (Applicant each : List.of(first, second)) {
            Await.until("what was " + what + " is seen", () -> each.page().evaluate("window.seenAt") != null);
            slowest = Math.max(slowest, number(each.page(), "window.seenAt") - acted);
        }
        Figures.report(
                "the story: what the broker " + what + " is on both applicants' screens after " + slowest + " ms");
        recorder.say("… and both applicants see it " + slowest + " ms later");
    }

    private static long number(Page page, String expression) {
        return ((Number) page.evaluate(expression)).longValue();
    }

    private static List<String> catalog() throws Exception {
        String names = stage.system()
                .database()
                .text("SELECT string_agg(p.name, '|' ORDER BY p.name COLLATE \"C\") FROM lender_products p"
                        + " JOIN published_products c ON c.id = p.id");
        return List.of(names.split("\\|"));
    }
}
