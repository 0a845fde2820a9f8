package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.LenderProduct;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// A page of a portal, built on the npm package, in a real browser. The page itself is served from disk, as another
/// host would, so that it loads when the Client App is dead.
record PortalPage(Page page) {
    private static final Path BUILT = Path.of("../web/target/browser-page").toAbsolutePath();
    private static final String PREFIX = "/portal/";

    /// @param context a browser profile: pages of one share their storage
    static PortalPage open(BrowserContext context, String origin) {
        context.route("**" + PREFIX + "**", PortalPage::serve);
        Page page = context.newPage();
        page.navigate(origin + PREFIX + "index.html");
        return new PortalPage(page);
    }

    private static void serve(Route route) {
        String path = URI.create(route.request().url()).getPath();
        Path file = BUILT.resolve(path.substring(PREFIX.length()));
        assertThat(Files.isRegularFile(file))
                .as(file + " is built by web/npm.sh check")
                .isTrue();
        route.fulfill(new Route.FulfillOptions().setPath(file));
    }

    /// `state`, `position`, `digest` and how many products are `rendered`.
    JsonNode held() {
        return json("JSON.stringify(held())");
    }

    String state() {
        return held().path("state").asString();
    }

    private JsonNode json(String expression) {
        return Json.read(String.valueOf(page.evaluate(expression)));
    }

    void awaitState(String state, Duration limit) throws Exception {
        Await.until("the page says " + state, limit, () -> state().equals(state));
    }

    /// Waits until the page is live at what the database holds, then compares every byte.
    void assertHolds(TestDatabase database) throws Exception {
        Truth truth = Truth.of(database);
        Await.until("the page is live at " + truth.position(), () -> {
            JsonNode held = held();
            return held.path("state").asString().equals("live")
                    && held.path("position").asString().equals(truth.position())
                    && held.path("rendered").asInt() == truth.documents().size();
        });
        assertThat(held().path("digest").asString()).isEqualTo(truth.digest());
        Set<String> documents = new TreeSet<>();
        json("products()").forEach(product -> documents.add(canonical(product)));
        assertThat(documents).isEqualTo(truth.documents());
        assertNeverBlank();
    }

    private static String canonical(JsonNode product) {
        return new String(LenderProduct.of(product).canonical(), StandardCharsets.UTF_8);
    }

    void assertNeverBlank() {
        assertThat(json("JSON.stringify(observed)").path("blanks").asInt())
                .as("P6 the list was never blank once it was shown")
                .isZero();
    }

    /// Tells the page's process to freeze it, or to go on.
    void lifecycle(String state) {
        JsonObject arguments = new JsonObject();
        arguments.addProperty("state", state);
        page.context().newCDPSession(page).send("Page.setWebLifecycleState", arguments);
    }

    /// Puts something else into what the browser keeps.
    void corruptCache() {
        page.evaluate("""
                async () => {
                  const opened = await new Promise((resolve, reject) => {
                    const request = indexedDB.open("lender-products");
                    request.onsuccess = () => resolve(request.result);
                    request.onerror = () => reject(request.error);
                  });
                  const transaction = opened.transaction("catalogs", "readwrite");
                  const store = transaction.objectStore("catalogs");
                  const [key] = await new Promise((resolve) => {
                    const request = store.getAllKeys();
                    request.onsuccess = () => resolve(request.result);
                  });
                  const kept = await new Promise((resolve) => {
                    const request = store.get(key);
                    request.onsuccess = () => resolve(request.result);
                  });
                  store.put({ ...kept, text: kept.text.replace('"name":"', '"name":"Corrupt ') }, key);
                  await new Promise((resolve) => { transaction.oncomplete = resolve; });
                  opened.close();
                }
                """);
    }

    /// The position that the browser has kept for offline starts.
    String kept() {
        return String.valueOf(page.evaluate("""
                () => new Promise((resolve) => {
                  const request = indexedDB.open("lender-products", 1);
                  request.onupgradeneeded = () => request.transaction.abort();
                  request.onerror = () => resolve("");
                  request.onsuccess = () => {
                    const all = request.result.transaction("catalogs").objectStore("catalogs").getAll();
                    all.onsuccess = () => { request.result.close(); resolve(all.result[0]?.position ?? ""); };
                  };
                })
                """));
    }
}
