package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import dev.lendersync.run.sample.SampleCatalog;
import dev.lendersync.run.sample.SampleLoader;
import java.net.URI;
import java.sql.Connection;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The npm package in a real browser, against real processes: the page equals the database in the end, is never blank,
/// and never says live when it isn't.
@Tag("browser")
class BrowserTest {
    private static final int PRODUCTS = 541;
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration LIVE_ENDS = Duration.ofSeconds(40);

    private static LocalSystem system;
    private static Chromium chromium;
    private static Proxy network;

    private BrowserContext profile;

    @BeforeAll
    static void start() throws Exception {
        system = LocalSystem.start();
        load(PRODUCTS);
        chromium = Chromium.start();
        network = Proxy.to(
                List.of(URI.create(system.clients().getFirst().app().url()).getPort()));
    }

    @AfterAll
    static void stop() throws Exception {
        if (network != null) {
            network.close();
        }
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

    private static void load(int size) throws Exception {
        system.database().execute("TRUNCATE lender_products CASCADE");
        system.database().execute("DELETE FROM lenders");
        try (Connection connection = system.database().connect()) {
            SampleLoader.load(connection, SampleCatalog.of(11, size));
        }
    }

    private static void edit(String mark) throws Exception {
        String sql = "UPDATE lender_products SET description = '" + mark + "' WHERE category = 'TERM_LOAN'";
        assertThat(system.database().execute(sql)).isPositive();
    }

    private PortalPage open() {
        return PortalPage.open(profile, network.url());
    }

    private PortalPage openLive() throws Exception {
        PortalPage page = open();
        page.assertHolds(system.database());
        return page;
    }

    @ParameterizedTest
    @ValueSource(ints = {PRODUCTS, 5_300})
    void editsAndDeletesArriveAtAnySize(int size) throws Exception {
        PortalPage page = openLive();
        load(size);
        page.assertHolds(system.database());
        edit("edited at " + size);
        page.assertHolds(system.database());
        String some = "DELETE FROM lender_products WHERE id IN (SELECT id FROM published_products LIMIT 7)";
        assertThat(system.database().execute(some)).isEqualTo(7);
        page.assertHolds(system.database());
        load(PRODUCTS);
        page.assertHolds(system.database());
    }

    @Test
    void anEditComesByTheLiveFeed() throws Exception {
        Collection<String> frames = new ConcurrentLinkedQueue<>();
        profile.onPage(page -> page.onWebSocket(socket -> socket.onFrameReceived(frame -> frames.add(frame.text()))));
        PortalPage page = openLive();
        Await.until("the live feed says hello", () -> hasCome(page, frames, "\"type\":\"hello\""));
        edit("told by the live feed");
        Await.until("the live feed says so", SOON, () -> hasCome(page, frames, "told by the live feed"));
        page.assertHolds(system.database());
    }

    /// Asking the page something lets Playwright tell what came meanwhile.
    private static boolean hasCome(PortalPage page, Collection<String> frames, String text) {
        return !page.state().isEmpty() && frames.stream().anyMatch(frame -> frame.contains(text));
    }

    @Test
    void aNetworkThatLetsNothingPassIsNoticed() throws Exception {
        PortalPage page = openLive();
        network.weather(new Proxy.Weather.Stall());
        edit("while the network was silent");
        page.awaitState("offline", LIVE_ENDS);
        page.assertNeverBlank();
        assertThat(page.held().path("rendered").asInt()).isPositive();
        network.weather(new Proxy.Weather.Fair());
        page.assertHolds(system.database());
    }

    @Test
    void theClientAppDiesAndComesBack() throws Exception {
        PortalPage page = openLive();
        AppProcess app = system.clients().getFirst().app();
        app.kill9();
        page.awaitState("offline", SOON);
        edit("while the Client App was dead");
        app.restart();
        page.assertHolds(system.database());
    }

    @Test
    void aFrozenPageIsRightSoonAfterItThaws() throws Exception {
        PortalPage page = openLive();
        page.lifecycle("frozen");
        edit("while the page was frozen");
        system.clients().getFirst().app().waitReady();
        page.lifecycle("active");
        page.assertHolds(system.database());
    }

    @Test
    void aPageReloadedOfflineShowsWhatItHad() throws Exception {
        PortalPage page = openLive();
        String position = page.held().path("position").asString();
        Await.until("the catalog is kept", () -> page.kept().equals(position));
        AppProcess app = system.clients().getFirst().app();
        app.kill9();
        page.page().reload();
        page.awaitState("offline", SOON);
        assertThat(page.held().path("position").asString()).isEqualTo(position);
        assertThat(page.held().path("rendered").asInt()).isPositive();
        app.restart();
        edit("after an offline start");
        page.assertHolds(system.database());
    }

    @Test
    void whatTheBrowserKeptIsNotBelievedWhenItIsCorrupt() throws Exception {
        PortalPage page = openLive();
        String position = page.held().path("position").asString();
        Await.until("the catalog is kept", () -> page.kept().equals(position));
        page.corruptCache();
        page.page().reload();
        page.assertHolds(system.database());
    }

    @Test
    void aNewEpochIsANewBeginning() throws Exception {
        PortalPage page = openLive();
        String before = page.held().path("position").asString();
        system.database().execute("SELECT sync.begin_epoch(sync.epoch())");
        edit("in a new epoch");
        page.assertHolds(system.database());
        String after = page.held().path("position").asString();
        assertThat(after.split(":", -1)[0]).isNotEqualTo(before.split(":", -1)[0]);
    }

    @Test
    void twoTabsDoNotHurtEachOther() throws Exception {
        PortalPage one = openLive();
        PortalPage two = openLive();
        edit("with two tabs");
        one.assertHolds(system.database());
        two.assertHolds(system.database());
        one.page().close();
        edit("with one tab left");
        two.assertHolds(system.database());
        two.page().reload();
        two.assertHolds(system.database());
    }

    @Test
    void aPageWithoutCryptoSubtleLoadsOurOwnSha256() throws Exception {
        // As on a page of plain HTTP.
        profile.addInitScript("Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined })");
        PortalPage page = open();
        assertThat(page.page().evaluate("typeof crypto.subtle")).isEqualTo("undefined");
        page.assertHolds(system.database());
        edit("hashed by our own means");
        page.assertHolds(system.database());
    }
}
