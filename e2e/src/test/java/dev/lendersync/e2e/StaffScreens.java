package dev.lendersync.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// The Staff App's screens in a browser, as somebody who is signed in sees them.
record StaffScreens(Page page, String url, String email) {
    private static final String PASSWORD = "a long enough pass phrase 41";
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    /// Signs somebody in who has that role.
    static StaffScreens signedIn(LocalSystem system, BrowserContext profile, String role)
            throws IOException, InterruptedException {
        String email = role + PEOPLE.incrementAndGet() + "@example.com";
        Map<String, String> user = Map.of("email", email, "name", "The " + role, "role", role, "password", PASSWORD);
        Http.Answer answer = system.call("POST", "/api/users", user);
        org.assertj.core.api.Assertions.assertThat(answer.status()).isEqualTo(201);
        return open(profile, system.staff().url(), email);
    }

    private static StaffScreens open(BrowserContext profile, String url, String email) {
        Page page = profile.newPage();
        page.navigate(url);
        StaffScreens screens = new StaffScreens(page, url, email);
        screens.signIn(PASSWORD);
        assertThat(page.getByRole(AriaRole.GRID)).isVisible();
        return screens;
    }

    /// The same person in another browser.
    StaffScreens alsoIn(BrowserContext profile) {
        return open(profile, url, email);
    }

    void signIn(String password) {
        page.getByLabel("E-mail").fill(email);
        page.locator("input[autocomplete=current-password]").fill(password);
        button("Sign in").click();
    }

    void signInAgain() {
        page.locator("input[autocomplete=current-password]").fill(PASSWORD);
        button("Sign in").click();
    }

    /// Goes to a screen and waits until nothing of it is still being read.
    void goTo(String path) {
        page.navigate(url + path);
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .isVisible();
        assertThat(page.locator(".mantine-Skeleton-root")).hasCount(0);
    }

    void openProduct(String id) {
        page.navigate(url + "/lenders/products?open=" + id);
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator field(String name) {
        return page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(name));
    }

    Locator tab(String name) {
        return page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name));
    }

    /// What belongs to a tab.
    Locator panel(String tab) {
        return page.getByRole(AriaRole.TABPANEL, new Page.GetByRoleOptions().setName(tab));
    }

    Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    Locator menuItem(String name) {
        return page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(name));
    }

    Locator option(String name) {
        return page.getByRole(
                AriaRole.OPTION, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator listItem(String part) {
        return page.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText(part));
    }

    /// The file that a click leads to.
    Path downloaded(Locator clicked) {
        return page.waitForDownload(clicked::click).path();
    }

    Locator text(String part) {
        return page.getByText(part).first();
    }

    /// Chooses in a list of the open form.
    void choose(String list, String option) {
        page.getByRole(AriaRole.DIALOG).getByLabel(list).first().click();
        option(option).click();
    }

    /// The quiet line after a save.
    void assertLiveOn(int apps) {
        assertThat(text("Live on " + apps + " of " + apps + " client apps · ")).isVisible();
    }

    Locator row(String product) {
        return page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(product));
    }
}
