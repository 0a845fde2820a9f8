package dev.lendersync.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What admins do on the screens: Client Apps, people, tokens, sessions, the logs.
@Tag("browser")
class StaffAdminTest extends StaffScreensBase {
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    @Test
    void aClientAppIsRegisteredPausedResumedAndRemoved() throws Exception {
        StaffScreens staff = stage.signedIn(profile, "admin");
        staff.goTo("/clients");
        staff.button("Register a client app").click();
        staff.field("Name").fill("A new portal");
        staff.field("Base URL").fill("http://127.0.0.1:9");
        staff.button("Register").click();
        assertThat(staff.text("lsk_")).isVisible();
        assertThat(staff.text("whsec_")).isVisible();
        assertThat(staff.text("STAFF_API_URL=")).isVisible();
        staff.button("I have stored it").click();
        assertThat(staff.page().getByText("lsk_")).hasCount(0);

        staff.button("Pause…").click();
        staff.button("Pause").click();
        assertThat(staff.text("A new portal is paused")).isVisible();
        staff.button("Resume").click();
        assertThat(staff.text("A new portal is told again")).isVisible();
        staff.button("More").click();
        staff.menuItem("Remove…").click();
        staff.page().getByLabel("I want to remove it for good").check();
        staff.button("Remove").click();
        assertThat(staff.text("A new portal was removed")).isVisible();
        Assertions.assertThat(stage.system()
                        .call("GET", "/api/clients", Map.of())
                        .json()
                        .toString())
                .doesNotContain("A new portal");
    }

    @Test
    void aLeakedKeyIsRotatedAndTheOldOneEnds() throws Exception {
        String old = stage.system().register("Leaky", "http://127.0.0.1:9").key();
        Assertions.assertThat(stage.system().pull(old, "").status()).isEqualTo(OK);
        StaffScreens staff = stage.signedIn(profile, "admin");
        staff.goTo("/clients");
        staff.button("Leaky").click();
        staff.button("More").click();
        staff.menuItem("Rotate the API key…").click();
        staff.choose("Overlap", "None: those before end now");
        staff.button("Make a new API key").click();
        String shown =
                staff.page().getByText(Pattern.compile("^lsk_\\w+$")).first().innerText();
        staff.button("I have stored it").click();
        Assertions.assertThat(stage.system().pull(shown, "").status()).isEqualTo(OK);
        Assertions.assertThat(stage.system().pull(old, "").status()).isEqualTo(UNAUTHORIZED);
    }

    @Test
    void theDeliveryLogSaysWhyAndTellsAgain() throws Exception {
        stage.system().register("Nobody there", "http://127.0.0.1:9");
        stage.broker().createLender("Told of by notices");
        String lender = stage.broker().createLender("Whose product is told of");
        stage.broker().create(Broker.draft(lender, "Told", Map.of()));
        StaffScreens staff = stage.signedIn(profile, "admin");
        staff.goTo("/clients");
        staff.button("Nobody there").click();
        staff.tab("Delivery log").click();
        assertThat(staff.listItem("nothing listens there").first()).isVisible();
        int before = staff.page().getByText("msg_").count();
        staff.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Resend the notice"))
                .first()
                .click();
        assertThat(staff.text("Nobody there is told the newest position now")).isVisible();
        Await.until(
                "the resent notice is in the log",
                () -> staff.page().getByText("msg_").count() > before);
    }

    @Test
    void aPushThatFailsSomewhereSaysWhyAndLeadsThere() throws Exception {
        stage.system().register("Out of reach", "http://127.0.0.1:9");
        StaffScreens staff = stage.signedIn(profile, "admin");
        staff.button("Push All Products to Client").click();
        assertThat(staff.listItem("Out of reach").first()).containsText("nothing listens there");
        assertThat(staff.text("Verified on 2 of ")).isVisible();
        staff.link("Out of reach").click();
        assertThat(staff.page()).hasURL(Pattern.compile("/clients\\?open="));
        assertThat(staff.tab("Delivery log")).isVisible();
    }

    @Test
    void aTokenIsMadeShownOnceAndRevoked() throws Exception {
        StaffScreens staff = stage.signedIn(profile, "admin");
        staff.goTo("/settings?tab=tokens");
        staff.button("New token").click();
        staff.field("Name").fill("Nightly report");
        staff.button("Make token").click();
        String token = staff.page()
                .getByLabel("Token", new Page.GetByLabelOptions().setExact(true))
                .inputValue();
        staff.button("Done").click();
        assertThat(staff.page().getByText(token)).hasCount(0);
        Assertions.assertThat(stage.system().pull(token, "").status()).isEqualTo(OK);
        staff.button("Revoke Nightly report").click();
        staff.button("Revoke").click();
        assertThat(staff.text("Nightly report is revoked")).isVisible();
        Assertions.assertThat(stage.system().pull(token, "").status()).isEqualTo(UNAUTHORIZED);
    }

    @Test
    void aSessionElsewhereIsEnded() throws Exception {
        StaffScreens staff = stage.signedIn(profile, "viewer");
        try (BrowserContext elsewhere = stage.profile()) {
            StaffScreens other = staff.alsoIn(elsewhere);
            staff.goTo("/settings?tab=sessions");
            staff.page()
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("End the session of"))
                    .click();
            assertThat(staff.text("The session is ended")).isVisible();
            other.page().reload();
            assertThat(other.page().getByLabel("E-mail")).isVisible();
        }
    }

    @Test
    void aColleagueIsInvitedGivenAnotherRoleAndDeactivated() throws Exception {
        StaffScreens admin = stage.signedIn(profile, "admin");
        admin.goTo("/settings?tab=users");
        admin.button("Add user").click();
        admin.field("E-mail").fill("ana@example.com");
        admin.field("Name").fill("Ana");
        admin.button("Add and get the invitation link").click();
        String link = admin.page().getByLabel("Invitation link").inputValue();
        admin.button("Done").click();
        assertThat(admin.row("ana@example.com")).containsText("Invited");
        try (BrowserContext hers = stage.profile()) {
            Page page = hers.newPage();
            page.navigate(link);
            page.locator("input[autocomplete=new-password]").fill("her own long pass phrase 7");
            StaffScreens ana = new StaffScreens(page, admin.url(), "ana@example.com");
            ana.button("Set password and sign in").click();
            assertThat(page.getByRole(AriaRole.GRID)).isVisible();
            assertThat(ana.button("New product")).hasCount(0);

            admin.page().reload();
            assertThat(admin.row("ana@example.com")).containsText("Active");
            admin.button("Actions of Ana").click();
            admin.menuItem("Edit name and role").click();
            admin.page().getByLabel("Role").selectOption("editor");
            admin.button("Save").click();
            assertThat(admin.row("ana@example.com")).containsText("Editor");
            page.reload();
            assertThat(ana.button("New product")).isVisible();

            admin.button("Actions of Ana").click();
            admin.menuItem("Deactivate").click();
            admin.button("Deactivate").click();
            assertThat(admin.row("ana@example.com")).containsText("Deactivated");
            page.reload();
            assertThat(page.getByLabel("E-mail")).isVisible();
        }
    }

    @Test
    void theLogsAreNarrowedByTheAddress() throws Exception {
        String lender = stage.broker().createLender("Of the history");
        Http.Answer made = stage.broker().create(Broker.draft(lender, "Of the history", Map.of()));
        stage.broker().edit(made, Broker.draft(lender, "Of the history", Map.of("amountMax", "12345")));
        StaffScreens staff = stage.signedIn(profile, "admin");
        staff.goTo("/activity?operation=UPDATE");
        assertThat(staff.listItem("Of the history").first()).containsText("changed");
        assertThat(staff.listItem("added")).hasCount(0);
        staff.tab("Audit log").click();
        staff.page().getByLabel("What was done").selectOption("Signed in");
        assertThat(staff.page()).hasURL(Pattern.compile("tab=audit.*action=login|action=login.*tab=audit"));
        assertThat(staff.listItem(staff.email()).first()).containsText("signed in");
        assertThat(staff.listItem("added a user")).hasCount(0);
    }
}
