package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.lendersync.protocol.Json;
import java.io.IOException;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/// Somebody who looks at the portal of a Client App, as it is served by it.
record Applicant(Page page) {
    // Set once: it is gone when the page is loaded anew.
    private static final String MARK = "window.neverReloaded = true";

    /// @param query the address's, such as `?country=CA`
    static Applicant open(BrowserContext context, String origin, String query) {
        Page page = context.newPage();
        page.navigate(origin + "/" + query);
        page.evaluate(MARK);
        return new Applicant(page);
    }

    Locator row(String id) {
        return page.locator("[data-id='" + id + "']");
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    /// The line as it is seen; what is only read aloud follows it.
    String freshness() {
        return page.locator(".freshness").innerText().lines().findFirst().orElse("");
    }

    void awaitFreshness(String beginning, Duration limit) throws Exception {
        Await.until("the portal says " + beginning, limit, () -> freshness().startsWith(beginning));
    }

    Applicant live() throws Exception {
        awaitFreshness("Live", Await.LIMIT);
        return this;
    }

    String text() {
        return page.locator("body").innerText();
    }

    void awaitText(String text) throws Exception {
        Await.until("the portal shows \"" + text + "\"", () -> text().contains(text));
    }

    /// How many products the list speaks of, and may be asked for.
    int products() {
        return page.locator(".group .count").allInnerTexts().stream()
                .mapToInt(count -> Integer.parseInt(count.strip().replace(",", "")))
                .sum();
    }

    void awaitProducts(long expected) throws Exception {
        Await.until("the portal lists " + expected + " products", () -> products() == expected);
    }

    void assertNeverReloaded() {
        assertThat(page.evaluate("window.neverReloaded")).isEqualTo(true);
    }

    /// How long the page itself was waited for.
    long answeredAfterMillis() {
        return json("JSON.stringify(performance.getEntriesByType('navigation')[0])")
                .path("responseStart")
                .asLong();
    }

    /// Waits until the page would open without the network: the service worker has all files, and the catalog is kept.
    void awaitKept() throws Exception {
        page.evaluate("navigator.serviceWorker.ready.then(() => true)");
        String served = Json.read(Http.get(origin() + "/api/freshness").body())
                .path("position")
                .asString();
        Await.until("the catalog is kept", () -> new PortalPage(page).kept().equals(served));
    }

    private String origin() {
        return String.valueOf(page.evaluate("location.origin"));
    }

    /// Has axe-core look at the page as it is.
    void assertAccessible(String what) throws IOException {
        Axe.assertFindsNothing(page, what);
    }

    JsonNode json(String expression) {
        return Json.read(String.valueOf(page.evaluate(expression)));
    }

    /// Tells the page's process to freeze it, or to go on.
    void lifecycle(String state) {
        JsonObject arguments = new JsonObject();
        arguments.addProperty("state", state);
        page.context().newCDPSession(page).send("Page.setWebLifecycleState", arguments);
    }
}
