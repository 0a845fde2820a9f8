package dev.lendersync.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What is typed and not saved is there again, whatever became of the page.
@Tag("browser")
class StaffDraftsTest extends StaffScreensBase {
    private static StaffScreens anotherTab(StaffScreens staff) {
        return new StaffScreens(staff.page().context().newPage(), staff.url(), staff.email());
    }

    private static String product(String name) throws Exception {
        String lender = stage.broker().createLender("Lender of " + name);
        return Broker.id(stage.broker().create(Broker.draft(lender, name, Map.of())));
    }

    @Test
    void aSaveInOneTabLeavesWhatIsTypedInAnother() throws Exception {
        String id = product("In two tabs");
        StaffScreens one = stage.signedIn(profile, "editor");
        StaffScreens two = anotherTab(one);
        one.openProduct(id);
        two.openProduct(id);
        assertThat(two.page().getByLabel("Description")).isVisible();
        one.page().getByLabel("Fees").fill("Typed in one");
        two.page().getByLabel("Description").fill("Typed in two");
        two.button("Save").click();
        two.assertLiveOn(2);

        one.page().reload();
        assertThat(one.text("What you typed at")).isVisible();
        assertThat(one.page().getByLabel("Fees")).hasValue("Typed in one");
        one.button("Save").click();
        one.button("Save both edits").click();
        one.assertLiveOn(2);
        JsonNode after = stage.broker().read(id).json();
        Assertions.assertThat(List.of(
                        after.path("feesNote").asString(),
                        after.path("description").asString()))
                .containsExactly("Typed in one", "Typed in two");
    }

    @Test
    void whatWasTypedInAClosedTabGoesOnInTheNextAndEndsWithItsSave() throws Exception {
        String id = product("In a closed tab");
        StaffScreens closed = stage.signedIn(profile, "editor");
        StaffScreens next = anotherTab(closed);
        closed.openProduct(id);
        closed.page().getByLabel("Fees").fill("Typed before it closed");
        closed.page().close();

        next.openProduct(id);
        assertThat(next.page().getByLabel("Fees")).hasValue("Typed before it closed");
        next.button("Save").click();
        next.assertLiveOn(2);
        StaffScreens later = anotherTab(next);
        later.openProduct(id);
        assertThat(later.page().getByLabel("Fees")).hasValue("Typed before it closed");
        assertThat(later.text("What you typed at")).hasCount(0);
    }

    @Test
    void aColleagueHalfTypedIsThereAfterAReload() throws Exception {
        StaffScreens admin = stage.signedIn(profile, "admin");
        admin.goTo("/settings?tab=users");
        admin.button("Add user").click();
        admin.field("E-mail").fill("half@example.com");
        admin.page().getByLabel("Role").selectOption("editor");
        admin.page().reload();
        admin.button("Add user").click();
        assertThat(admin.text("What you typed at")).isVisible();
        assertThat(admin.field("E-mail")).hasValue("half@example.com");
        assertThat(admin.page().getByLabel("Role")).hasValue("editor");
        admin.button("Cancel").click();
        admin.button("Add user").click();
        assertThat(admin.field("E-mail")).hasValue("");
    }

    @Test
    void aColleagueWhomAnotherAdminChangedMeanwhileIsSavedOverOrNot() throws Exception {
        stage.system().call("POST", "/api/users", Map.of("email", "pat@x.example", "name", "Pat", "role", "viewer"));
        StaffScreens admin = stage.signedIn(profile, "admin");
        StaffScreens other = anotherTab(admin);
        for (StaffScreens one : List.of(admin, other)) {
            one.goTo("/settings?tab=users");
            one.button("Actions of Pat").click();
            one.menuItem("Edit name and role").click();
        }
        admin.field("Name").fill("Pat of the north");
        other.page().getByLabel("Role").selectOption("editor");
        other.button("Save").click();
        assertThat(other.row("pat@x.example")).containsText("Editor");

        admin.button("Save").click();
        assertThat(admin.text("It is now Pat, Editor.")).isVisible();
        admin.button("Save mine over it").click();
        assertThat(admin.row("pat@x.example")).containsText("Pat of the north");
        assertThat(admin.row("pat@x.example")).containsText("Viewer");
    }

    @Test
    void aTokenIsKeptHalfTypedAndNeverMade() throws Exception {
        StaffScreens staff = stage.signedIn(profile, "viewer");
        staff.goTo("/settings?tab=tokens");
        staff.button("New token").click();
        staff.field("Name").fill("Half typed");
        staff.page().getByLabel("Expires after").selectOption("30");
        staff.page().reload();
        staff.button("New token").click();
        assertThat(staff.field("Name")).hasValue("Half typed");
        assertThat(staff.page().getByLabel("Expires after")).hasValue("30");
        staff.button("Make token").click();
        String token = staff.page()
                .getByLabel("Token", new Page.GetByLabelOptions().setExact(true))
                .inputValue();
        Assertions.assertThat(token).isNotEmpty();
        Assertions.assertThat(staff.page()
                        .evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])")
                        .toString())
                .doesNotContain(token, "Half typed");
    }
}
