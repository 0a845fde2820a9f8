package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The applicants' portal in a real browser, against real processes, while all kinds of things happen: its words are
/// honest, it is never blank, nothing typed is lost, and it catches up without being loaded anew.
@Tag("browser")
class PortalTest {
    private static final int PRODUCTS = 541;
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration LIVE_ENDS = Duration.ofSeconds(45);
    private static final String CANADA = "?country=CA";
    private static final String NOTES = "For a second delivery van, by March.";

    private static PortalSystem portal;
    private static String lender;

    private BrowserContext profile;

    @BeforeAll
    static void start() throws Exception {
        portal = PortalSystem.start(PRODUCTS);
        lender = portal.broker().createLender("Portal Lending");
    }

    @AfterAll
    static void stop() throws Exception {
        if (portal != null) {
            portal.close();
        }
    }

    @BeforeEach
    void openProfile() throws Exception {
        // A test that failed may have left it dead.
        if (!portal.client().isAlive()) {
            portal.client().restart();
        }
        profile = portal.profile();
    }

    @AfterEach
    void closeProfile() {
        profile.close();
    }

    private static Http.Answer product(String name) throws Exception {
        return portal.broker().create(Broker.draft(lender, name, Map.of("amountMax", "80000.00")));
    }

    private static String find(String name) {
        return CANADA + "&q=" + name.replace(" ", "+");
    }

    /// A product that is selected, on the page where the applicant types.
    private Applicant typing(Http.Answer product, String name) throws Exception {
        Applicant applicant = portal.open(profile, find(name)).live();
        applicant.row(Broker.id(product)).getByRole(AriaRole.CHECKBOX).check();
        applicant.button("Compare and prepare").click();
        applicant.field("Notes").fill(NOTES);
        return applicant;
    }

    private static void assertKept(Applicant applicant) {
        assertThat(applicant.field("Notes").inputValue()).isEqualTo(NOTES);
    }

    @Test
    void publishedProductsComeAndDeletedOnesGo() throws Exception {
        Applicant applicant = portal.open(profile, find("Fresh Portal")).live();
        Map<String, Object> draft = Broker.draft(lender, "Fresh Portal", Map.of("status", "DRAFT"));
        Http.Answer made = portal.broker().create(draft);
        Http.Answer published = portal.broker().edit(made, Broker.draft(lender, "Fresh Portal", Map.of()));
        applicant.row(Broker.id(made)).waitFor();
        portal.broker().edit(published, Broker.draft(lender, "Fresh Portal renamed", Map.of()));
        applicant.awaitText("Fresh Portal renamed");
        portal.broker().delete(published);
        applicant.awaitProducts(0);
        applicant.assertNeverReloaded();
    }

    /// Mistake 8 of the domain.
    @Test
    void nobodySeesAnotherCountrysLenders() throws Exception {
        Applicant applicant = portal.open(profile, "").live();
        assertThat(applicant.page().locator(".row").count())
                .as("before a country is chosen")
                .isZero();
        assertThat(applicant.text()).contains("Where is your business?");
        applicant.button("Canada").click();
        applicant.awaitProducts(portal.published("CA"));
        assertThat(applicant.page().url()).contains("country=CA");
        assertThat(portal.published("US")).isPositive();
        Applicant american = portal.open(profile, "?country=US").live();
        american.awaitProducts(portal.published("US"));
    }

    @Test
    void filtersAreInTheAddressAndAnEmptyPageSaysWhichToRelax() throws Exception {
        Applicant applicant =
                portal.open(profile, CANADA + "&category=TERM_LOAN").live();
        applicant.field("Amount").fill("900,000,000,000");
        applicant.awaitText("Leave “Amount” open:");
        assertThat(applicant.page().url()).contains("amount=900000000000");
        Applicant shared = Applicant.open(
                profile,
                applicant.page().url().replaceFirst("/\\?.*", ""),
                "?" + applicant.page().url().split("\\?")[1]);
        assertThat(shared.field("Amount").inputValue()).isEqualTo("900000000000");
        shared.page().getByText("Leave “Amount” open:").click();
        Await.until(
                "products fit",
                () -> shared.page().locator("[data-verdict='eligible'] .row").count() > 0);
        assertThat(shared.page().url()).doesNotContain("amount=");
    }

    @Test
    void hintsSpeakOfWhatIsSearchedFor() throws Exception {
        product("Érable Portal");
        Applicant applicant =
                portal.open(profile, find("erable portal") + "&amount=900000").live();
        applicant.awaitText("Leave “Amount” open: 1 fit");
    }

    /// Mistake 12 of the domain.
    @Test
    void aSelectedProductThatChangesOrGoesTakesNothingAway() throws Exception {
        Http.Answer product = product("Chosen Portal");
        Applicant applicant = typing(product, "Chosen Portal");
        Http.Answer edited =
                portal.broker().edit(product, Broker.draft(lender, "Chosen Portal", Map.of("amountMax", "60000.00")));
        applicant.awaitText("Chosen Portal of Portal Lending has changed");
        assertThat(applicant.text()).contains("Amount: up to $60,000").contains("was up to $80,000");
        assertKept(applicant);
        assertThat(applicant.page().evaluate("document.activeElement.tagName"))
                .as("the notice takes no focus from him who types")
                .isEqualTo("TEXTAREA");

        portal.broker().archive(edited);
        applicant.awaitText("Chosen Portal of Portal Lending is no longer offered");
        assertKept(applicant);
        assertThat(applicant.text()).contains("No longer offered");
        applicant.page().reload();
        applicant.awaitText("Chosen Portal of Portal Lending is no longer offered");
        assertKept(applicant);
        applicant.button("Take it out").click();
        applicant.awaitText("Nothing is selected yet");
        assertKept(applicant);
    }

    @Test
    void theClientAppDiesAndComesBack() throws Exception {
        Http.Answer product = product("Steady Portal");
        Applicant applicant = typing(product, "Steady Portal");
        portal.client().kill9();
        applicant.awaitFreshness("Offline since", SOON);
        assertThat(applicant.freshness()).contains("showing the catalog of");
        assertThat(applicant.text()).contains("Steady Portal");
        assertKept(applicant);
        portal.broker().edit(product, Broker.draft(lender, "Steady Portal", Map.of("amountMax", "70000.00")));
        portal.client().restart();
        applicant.live();
        applicant.awaitText("Amount: up to $70,000");
        assertKept(applicant);
        applicant.assertNeverReloaded();
    }

    @Test
    void theStaffAppDiesAndComesBack() throws Exception {
        Http.Answer product = product("Lonely Portal");
        Applicant applicant = typing(product, "Lonely Portal");
        portal.system().staff().kill9();
        applicant.awaitFreshness("Offline since", LIVE_ENDS);
        assertThat(applicant.text()).contains("Lonely Portal");
        assertKept(applicant);
        portal.system().staff().restart();
        portal.broker().edit(product, Broker.draft(lender, "Lonely Portal", Map.of("amountMax", "71000.00")));
        applicant.awaitText("Amount: up to $71,000");
        applicant.live();
        assertKept(applicant);
        applicant.assertNeverReloaded();
    }

    @Test
    void aSilentNetworkIsNoticedAndTheNewsComesWhenItIsBack() throws Exception {
        Applicant applicant = portal.open(profile, find("Silent Portal")).live();
        portal.network().weather(new Proxy.Weather.Stall());
        Http.Answer product = product("Silent Portal");
        applicant.awaitFreshness("Offline since", LIVE_ENDS);
        portal.network().weather(new Proxy.Weather.Fair());
        applicant.row(Broker.id(product)).waitFor();
        applicant.live();
        applicant.assertNeverReloaded();
    }

    @Test
    void afterOneVisitItOpensOfflineAndSaysSince() throws Exception {
        Http.Answer product = product("Offline Portal");
        Applicant applicant = typing(product, "Offline Portal");
        applicant.awaitKept();
        applicant.page().close();
        portal.client().kill9();
        Applicant again = portal.open(profile, find("Offline Portal"));
        again.awaitFreshness("Offline since", SOON);
        assertThat(again.freshness())
                .matches("Offline since \\d\\d:\\d\\d:\\d\\d · showing the catalog of \\d\\d:\\d\\d:\\d\\d");
        again.row(Broker.id(product)).waitFor();
        again.button("Compare and prepare").click();
        assertKept(again);
        portal.client().restart();
        again.live();
        again.assertNeverReloaded();
    }

    @Test
    void afterOneVisitItOpensAtOnceWhenNothingPasses() throws Exception {
        Http.Answer product = product("Stalled Portal");
        Applicant applicant = typing(product, "Stalled Portal");
        applicant.awaitKept();
        applicant.page().close();
        portal.network().weather(new Proxy.Weather.Stall());
        Applicant again = portal.open(profile, find("Stalled Portal"));
        again.row(Broker.id(product)).waitFor();
        assertThat(again.answeredAfterMillis()).as("waited for the network").isLessThan(2_000);
        again.awaitFreshness("Offline since", LIVE_ENDS);
        portal.network().weather(new Proxy.Weather.Fair());
        again.live();
        again.assertNeverReloaded();
    }

    @Test
    void aFrozenPageIsRightSoonAfterItThaws() throws Exception {
        Applicant applicant = portal.open(profile, find("Frozen Portal")).live();
        applicant.lifecycle("frozen");
        Http.Answer product = product("Frozen Portal");
        portal.client().waitReady();
        applicant.lifecycle("active");
        applicant.row(Broker.id(product)).waitFor();
        applicant.live();
    }

    @Test
    void twoTabsShowTheSameAndLoseNothing() throws Exception {
        Http.Answer product = product("Twice Portal");
        Applicant one = typing(product, "Twice Portal");
        Applicant two = portal.open(profile, CANADA + "&view=selection").live();
        assertKept(two);
        two.field("Your name").fill("Ada");
        Await.until(
                "the other tab has it too",
                () -> one.field("Your name").inputValue().equals("Ada"));
        assertKept(one);
        one.field("E-mail").fill("ada@example.com");
        Await.until("both ways", () -> two.field("E-mail").inputValue().equals("ada@example.com"));
        assertThat(two.field("Your name").inputValue()).isEqualTo("Ada");
        one.page().close();
        portal.broker().edit(product, Broker.draft(lender, "Twice Portal", Map.of("amountMax", "90000.00")));
        two.awaitText("Amount: up to $90,000");
        assertKept(two);
    }

    @Test
    void clearedStorageLosesNothingThatIsOnTheScreen() throws Exception {
        Http.Answer product = product("Cleared Portal");
        Applicant applicant = typing(product, "Cleared Portal");
        applicant.awaitKept();
        applicant.page().evaluate("localStorage.clear(); indexedDB.deleteDatabase('lender-products');");
        portal.broker().edit(product, Broker.draft(lender, "Cleared Portal", Map.of("amountMax", "91000.00")));
        applicant.awaitText("Amount: up to $91,000");
        assertKept(applicant);
        applicant.live();
    }

    @Test
    void whatIsDeletedWhileNothingPassesIsGoneAfterwards() throws Exception {
        Http.Answer gone = product("Vanished Portal");
        Http.Answer kept = product("Vanished Portal, the other tier");
        Applicant applicant = portal.open(profile, find("Vanished Portal")).live();
        applicant.awaitProducts(2);
        portal.network().weather(new Proxy.Weather.Cut());
        applicant.awaitFreshness("Offline since", SOON);
        portal.broker().delete(gone);
        assertThat(applicant.products()).as("the last catalog stays").isEqualTo(2);
        portal.network().weather(new Proxy.Weather.Fair());
        applicant.awaitProducts(1);
        applicant.row(Broker.id(kept)).waitFor();
        applicant.live();
        applicant.assertNeverReloaded();
    }

    /// Mistake 9 of the domain.
    @Test
    void whatIsNotStatedIsAskedAboutAndIsNoZero() throws Exception {
        Http.Answer silent = portal.broker().create(Broker.draft(lender, "Silent on all", Map.of()));
        Applicant applicant =
                portal.open(profile, find("Silent on all") + "&amount=50000").live();
        assertThat(applicant.row(Broker.id(silent)).textContent())
                .contains("not stated")
                .doesNotContain("$0")
                .doesNotContain("0 %");
        assertThat(applicant.page().locator("[data-verdict='ask-us'] .row").count())
                .isEqualTo(1);
    }

    @Test
    void costsAreEstimatedInNeutralWords() throws Exception {
        Map<String, String> factor =
                Map.of("category", "MERCHANT_CASH_ADVANCE", "rateKind", "FACTOR", "rateMin", "1.24", "rateMax", "1.24");
        Http.Answer advance = portal.broker().create(Broker.draft(lender, "Cash at once", factor));
        Applicant applicant = portal.open(profile, find("Cash at once")).live();
        assertThat(applicant.row(Broker.id(advance)).textContent())
                .contains("repay $1.24 for each $1")
                .doesNotContain("%");
        applicant.row(Broker.id(advance)).getByRole(AriaRole.CHECKBOX).check();
        applicant.button("Compare and prepare").click();
        applicant.awaitText("Say an amount to see an estimate.");
        applicant.awaitText("An estimate, not an offer");
        applicant.button("Back to all products").click();
        applicant.field("Amount").fill("50,000");
        applicant.button("Compare and prepare").click();
        applicant.awaitText("about $62,000 in total");
    }

    @Test
    void documentsOfAllThatAreChosenAreListedOnce() throws Exception {
        Applicant applicant = portal.open(profile, CANADA + "&q=Papers").live();
        for (String name : List.of("Papers one", "Papers two")) {
            List<Map<String, ?>> documents = new ArrayList<>();
            documents.add(Map.of("code", "BANK_STATEMENTS", "required", true, "stage", "APPLICATION"));
            if (name.endsWith("two")) {
                documents.add(Map.of("code", "VOID_CHEQUE", "required", true, "stage", "CLOSING"));
            }
            Http.Answer product =
                    portal.broker().create(Broker.draft(lender, name, Map.of("requiredDocuments", documents)));
            applicant.row(Broker.id(product)).getByRole(AriaRole.CHECKBOX).check();
        }
        applicant.button("Compare and prepare").click();
        List<String> rows = applicant.page().locator("table.documents tbody tr").allInnerTexts();
        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst()).contains("Bank statements").contains("All");
        assertThat(rows.getLast()).contains("Void cheque").contains("Some (1 of 2)");
    }

    @Test
    void fourAreComparedSideBySideAndAFifthIsRefusedInWords() throws Exception {
        Applicant applicant = portal.open(profile, CANADA).live();
        Locator boxes = applicant.page().locator(".row input");
        for (int i = 0; i < 4; i++) {
            boxes.nth(i).check();
        }
        assertThat(boxes.nth(4).isDisabled()).isTrue();
        assertThat(applicant.page().locator(".pick").nth(4).getAttribute("title"))
                .isEqualTo("You have selected 4, which is the most.");
        applicant.button("Compare and prepare").click();
        assertThat(applicant.page().locator("table.comparison thead th").count())
                .isEqualTo(5);
        applicant.button("Remove").first().click();
        assertThat(applicant.page().locator("table.comparison thead th").count())
                .isEqualTo(4);
    }

    @Test
    void whatTheBusinessIsDecidesWithReasons() throws Exception {
        Map<String, Object> rules = Map.of(
                "category",
                "INVOICE_FACTORING",
                "requiresReceivables",
                true,
                "amountMin",
                "10000",
                "industriesExcluded",
                List.of("4841"));
        Http.Answer factoring = portal.broker().create(Broker.draft(lender, "Picky factoring", rules));
        Applicant applicant = portal.open(
                        profile, find("Picky factoring") + "&amount=5000&receivables=no&industry=484110")
                .live();
        assertThat(applicant.row(Broker.id(factoring)).textContent())
                .contains("below the minimum amount of $10,000")
                .contains("not offered to this industry: 484110")
                .contains("needs accounts receivable");
        applicant.field("Amount").fill("15,000");
        applicant.field("Industry code (NAICS)").fill("62");
        applicant.page().getByLabel("Do customers owe you on invoices?").selectOption("yes");
        Await.until(
                "it is eligible",
                () -> applicant.page().locator("[data-verdict='eligible'] .row").count() == 1);
        assertThat(applicant.page().url()).contains("industry=62");
    }
}
