package dev.lendersync.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The Staff App's screens in a real browser, against real processes.
@Tag("browser")
class StaffScreensTest extends StaffScreensBase {
    private static String lender;

    @BeforeAll
    static void createLender() throws Exception {
        lender = stage.broker().createLender("Northern Lights Bank");
    }

    private static Http.Answer product(String name, String status) throws Exception {
        return stage.broker()
                .create(Broker.draft(
                        lender, name, Map.of("status", status, "amountMin", "10000", "amountMax", "50000")));
    }

    @Test
    void aWrongPasswordIsSaidInWords() throws Exception {
        var page = profile.newPage();
        page.navigate(stage.system().staff().url());
        new StaffScreens(page, stage.system().staff().url(), "nobody@example.com").signIn("not the password");
        assertThat(page.getByText("e-mail address or the password is wrong")).isVisible();
    }

    @Test
    void aProductIsCreatedByKeyboardAndLiveOnAllClientApps() throws Exception {
        StaffScreens staff = stage.signedIn(profile, "editor");
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
        Http.Answer product = product("Edited twice", "PUBLISHED");
        StaffScreens mine = stage.signedIn(profile, "editor");
        mine.openProduct(Broker.id(product));
        mine.page().getByLabel("Maximum amount").fill("60000");
        mine.page().getByLabel("Fees").fill("Mine");
        try (BrowserContext hers = stage.profile()) {
            StaffScreens other = stage.signedIn(hers, "editor");
            other.openProduct(Broker.id(product));
            other.page().getByLabel("Maximum amount").fill("70000");
            other.page().getByLabel("Description").fill("Theirs");
            other.button("Save").click();
            other.assertLiveOn(2);
        }
        mine.button("Save").click();
        mine.page().getByLabel("Maximum amount: yours").click();
        mine.button("Save both edits").click();
        mine.assertLiveOn(2);
        JsonNode after = stage.broker().read(Broker.id(product)).json();
        org.assertj.core.api.Assertions.assertThat(List.of("amountMax", "feesNote", "description").stream()
                        .map(member -> after.path(member).asString()))
                .containsExactly("60000.00", "Mine", "Theirs");
    }

    @Test
    void whatWasTypedSurvivesALostSessionAndAReload() throws Exception {
        StaffScreens staff = stage.signedIn(profile, "editor");
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
        StaffScreens staff = stage.signedIn(profile, "editor");
        staff.button("Push All Products to Client").click();
        assertThat(staff.text("Verified on 2 of 2 client apps")).isVisible();
        assertThat(staff.page().getByLabel("verified")).hasCount(2);
    }

    @Test
    void aProductIsPublishedArchivedAndDeletedAfterAskingTwice() throws Exception {
        String id = Broker.id(product("Comes and goes", "DRAFT"));
        StaffScreens staff = stage.signedIn(profile, "admin");
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
        org.assertj.core.api.Assertions.assertThat(stage.system()
                        .call("GET", Broker.PRODUCTS + "/" + id, Map.of())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anEditIsInAnotherWindowByItself() throws Exception {
        // Without the screen's look every 15 s, so that only the event can bring it.
        profile.addInitScript("window.setInterval = () => 0;");
        Http.Answer product = product("Seen by two", "PUBLISHED");
        StaffScreens watching = stage.signedIn(profile, "viewer");
        assertThat(watching.row("Seen by two")).hasCount(1);
        stage.broker().edit(product, Broker.draft(lender, "Seen by two at once", Map.of()));
        assertThat(watching.row("Seen by two at once")).hasCount(1);
    }

    @Test
    void theRowUnderTheMouseStaysWhereItIsWhateverOthersDo() throws Exception {
        Http.Answer above = product("Steady A", "PUBLISHED");
        product("Steady B", "PUBLISHED");
        StaffScreens staff = stage.signedIn(profile, "viewer");
        staff.goTo("/lenders/products?q=Steady");
        staff.row("Steady B").hover();
        double place = staff.row("Steady B").boundingBox().y;
        stage.broker().edit(above, Broker.draft(lender, "Steady Z", Map.of()));
        assertThat(staff.row("Steady Z")).hasCount(1);
        org.assertj.core.api.Assertions.assertThat(staff.row("Steady B").boundingBox().y)
                .isEqualTo(place);
        staff.page().mouse().move(0, 0);
        Await.until("the rows are in order", () -> staff.row("Steady B").boundingBox().y < place);
    }

    @Test
    void theListIsWalkedAndOpenedByKeyboard() throws Exception {
        product("Walked one", "PUBLISHED");
        product("Walked two", "PUBLISHED");
        StaffScreens staff = stage.signedIn(profile, "editor");
        var keyboard = staff.page().keyboard();
        keyboard.press("/");
        keyboard.type("Walked");
        assertThat(staff.row("Walked two")).hasCount(1);
        assertThat(staff.page().getByRole(AriaRole.ROW)).hasCount(3);
        keyboard.press("Escape");
        keyboard.press("j");
        keyboard.press("j");
        keyboard.press("x");
        assertThat(staff.text("1 chosen")).isVisible();
        keyboard.press("Enter");
        assertThat(staff.field("Name")).hasValue("Walked two");
        keyboard.press("Escape");
        assertThat(staff.field("Name")).hasCount(0);
    }
}
