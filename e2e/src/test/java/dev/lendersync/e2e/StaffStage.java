package dev.lendersync.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;

/// A whole system and a browser, for tests of the Staff App's screens.
record StaffStage(LocalSystem system, Chromium chromium) implements AutoCloseable {
    private static final double PATIENCE_MILLIS = 20_000;

    static StaffStage start() throws Exception {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        return new StaffStage(LocalSystem.start(), Chromium.start());
    }

    Broker broker() {
        return new Broker(system);
    }

    /// A browser of somebody's own.
    BrowserContext profile() {
        return profile(new Browser.NewContextOptions());
    }

    BrowserContext profile(Browser.NewContextOptions options) {
        return chromium.browser().newContext(options);
    }

    /// Signs somebody in who has that role.
    StaffScreens signedIn(BrowserContext profile, String role) throws IOException, InterruptedException {
        return StaffScreens.signedIn(system, profile, role);
    }

    @Override
    public void close() {
        chromium.close();
        system.close();
    }
}
