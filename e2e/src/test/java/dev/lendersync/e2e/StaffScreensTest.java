package dev.lendersync.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The Staff App's screens in a real browser, against real processes.
@Tag("browser")
class StaffScreensTest {
    private static final double PATIENCE_MILLIS = 20_000;

    private static LocalSystem system;
    private static Chromium chromium;
    private static String lender;

    private BrowserContext profile;

    @BeforeAll
    static void start() throws Exception {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        system = LocalSystem.start();
        chromium = Chromium.start();
        lender = created("/api/lenders", Map.of("name", "Northern Lights Bank"))
                .path("id")
                .asString();
    }

    @AfterAll
    static void stop() throws Exception {
        if (chromium != null) {
            chromium.close();
        }
        if (system != null) {
            system.close();
        }
    }

    @BeforeEach
    void openProfile() {
        profile = chromium.browser().newContext();
    }

    @AfterEach
    void closeProfile() {
        profile.close();
    }

    private static JsonNode created(String path, Map<String, ?> body) throws Exception {
        Http.Answer answer = system.call("POST", path, body);
        org.assertj.core.api.Assertions.assertThat(answer.status()).isEqualTo(201);
        return answer.json();
    }

    private static String product(String name, String status) throws Exception {
        Map<String, Object> body = Map.of(
                "lenderId",
                lender,
                "name",
                name,
                "category",
                "TERM_LOAN",
                "country",
                "CA",
                "amountMin",
                "10000",
                "amountMax",
                "50000",
                "requiresReceivables",
                false,
                "status",
                status);
        return created("/api/lender-products", body).path("id").asString();
    }

    private static JsonNode read(String id) throws Exception {
        return system.call("GET", "/api/lender-products/" + id, Map.of()).json();
    }

    @Test
    void aWrongPasswordIsSaidInWords() throws Exception {
        var page = profile.newPage();
        page.navigate(system.staff().url());
        new StaffScreens(page, system.staff().url()).signIn("nobody@example.com", "not the password");
        assertThat(page.getByText("e-mail address or the password is wrong")).isVisible();
    }

    @Test
    void aProductIsCreatedByKeyboardAndLiveOnAllClientApps() throws Exception {
        StaffScreens staff = StaffScreens.signedIn(system, profile, "editor");
        assertThat(staff.button("New product")).isVisible();
        staff.page().keyboard().press("n");
        staff.choose("Lender", "Northern Lights Bank");
        staff.field("Name").fill("Made in the browser");
        staff.choose("Category", "Line of credit");
        staff.choose("Country", "Canada");
        staff.page().getByLabel("Minimum amount").fill("50,000");
        staff.page().getByLabel("Maximum amount").fill("100");
        assertThat(staff.text("at least minimum amount")).isVisible();
        staff.page().getByLabel("Maximum amount").fill("250,000");
        assertThat(staff.text("at least minimum amount")).isHidden();
        staff.button("Save and publish").click();
        staff.assertLiveOn(2);
        assertThat(staff.row("Made in the browser")).hasCount(1);
    }

    @Test
    void twoWhoEditTheSameProductChooseWhatStays() throws Exception {
        String id = product("Edited twice", "PUBLISHED");
        StaffScreens mine = StaffScreens.signedIn(system, profile, "editor");
        mine.openProduct(id);
        mine.page().getByLabel("Maximum amount").fill("60000");
        mine.page().getByLabel("Fees").fill("Mine");
        JsonNode before = read(id);
        Map<String, Object> other = Map.of(
                "lenderId", lender,
                "name", "Edited twice",
                "category", "TERM_LOAN",
                "country", "CA",
                "amountMin", "10000",
                "amountMax", "70000",
                "description", "Theirs",
                "requiresReceivables", false);
        String revision = "\"" + before.path("revision").asInt() + "\"";
        system.call("PUT", "/api/lender-products/" + id, other, "If-Match", revision);
        mine.button("Save").click();
        mine.page().getByLabel("Maximum amount: yours").click();
        mine.button("Save both edits").click();
        mine.assertLiveOn(2);
        JsonNode after = read(id);
        org.assertj.core.api.Assertions.assertThat(List.of("amountMax", "feesNote", "description").stream()
                        .map(member -> after.path(member).asString()))
                .containsExactly("60000.00", "Mine", "Theirs");
    }

    @Test
    void whatWasTypedSurvivesALostSessionAndAReload() throws Exception {
        StaffScreens staff = StaffScreens.signedIn(system, profile, "editor");
        staff.openProduct("new");
        staff.field("Name").fill("Typed before");
        profile.clearCookies();
        staff.field("Name").fill("Typed while nobody was signed in");
        assertThat(staff.text("Your session ended")).isVisible();
        staff.signInAgain();
        assertThat(staff.text("Your session ended")).isHidden();
        assertThat(staff.field("Name")).hasValue("Typed while nobody was signed in");
        staff.page().reload();
        assertThat(staff.field("Name")).hasValue("Typed while nobody was signed in");
    }

    @Test
    void aPushSaysWhatBecameOfEachClientApp() throws Exception {
        StaffScreens staff = StaffScreens.signedIn(system, profile, "editor");
        staff.button("Push All Products to Client").click();
        assertThat(staff.text("Verified on 2 of 2 client apps")).isVisible();
        assertThat(staff.page().getByLabel("verified")).hasCount(2);
    }

    @Test
    void aProductIsPublishedArchivedAndDeletedAfterAskingTwice() throws Exception {
        String id = product("Comes and goes", "DRAFT");
        StaffScreens staff = StaffScreens.signedIn(system, profile, "admin");
        staff.openProduct(id);
        staff.button("Publish").click();
        assertThat(staff.text("Published: Comes and goes")).isVisible();
        staff.button("Archive").click();
        assertThat(staff.text("Archived: Comes and goes")).isVisible();
        staff.button("Delete…").click();
        assertThat(staff.button("Delete")).isDisabled();
        staff.page().getByLabel("I want to delete it for good").check();
        staff.button("Delete").click();
        assertThat(staff.row("Comes and goes")).hasCount(0);
        org.assertj.core.api.Assertions.assertThat(system.call("GET", "/api/lender-products/" + id, Map.of())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anEditIsInAnotherWindowByItself() throws Exception {
        // Without the screen's look every 15 s, so that only the event can bring it.
        profile.addInitScript("window.setInterval = () => 0;");
        String id = product("Seen by two", "PUBLISHED");
        StaffScreens watching = StaffScreens.signedIn(system, profile, "viewer");
        assertThat(watching.row("Seen by two")).hasCount(1);
        assertThat(watching.button("New product")).hasCount(0);
        JsonNode now = read(id);
        Map<String, Object> renamed = Map.of(
                "lenderId", lender,
                "name", "Seen by two at once",
                "category", "TERM_LOAN",
                "country", "CA",
                "requiresReceivables", false);
        system.call(
                "PUT",
                "/api/lender-products/" + id,
                renamed,
                "If-Match",
                "\"" + now.path("revision").asInt() + "\"");
        assertThat(watching.row("Seen by two at once")).hasCount(1);
    }
}
