package dev.lendersync.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// A whole system with a sample catalog and a browser, for tests of the portal; the network between the two can be cut.
record PortalSystem(LocalSystem system, Chromium chromium, Proxy network) implements AutoCloseable {
    // In which the portal shows times and amounts.
    private static final String LOCALE = "en-CA";

    static PortalSystem start(int products) throws Exception {
        LocalSystem system = LocalSystem.start();
        PortalSystem portal = new PortalSystem(
                system,
                Chromium.start(),
                Proxy.to(List.of(
                        URI.create(system.clients().getFirst().app().url()).getPort())));
        system.load(products);
        return portal;
    }

    Broker broker() {
        return new Broker(system);
    }

    TestDatabase database() {
        return system.database();
    }

    AppProcess client() {
        return system.clients().getFirst().app();
    }

    /// A browser profile, whose pages share their storage.
    BrowserContext profile() {
        return profile(1280, 900);
    }

    BrowserContext profile(int width, int height) {
        return chromium.browser()
                .newContext(new Browser.NewContextOptions().setLocale(LOCALE).setViewportSize(width, height));
    }

    Applicant open(BrowserContext profile, String query) {
        return Applicant.open(profile, "http://127.0.0.1:" + network.port(), query);
    }

    /// How many products the catalog has of a country.
    int published(String country) throws SQLException {
        String sql =
                "SELECT count(*) FROM published_products p JOIN lender_products l ON l.id = p.id WHERE l.country = '"
                        + country + "'";
        try (Connection connection = database().connect();
                ResultSet count = connection.createStatement().executeQuery(sql)) {
            count.next();
            return count.getInt(1);
        }
    }

    @Override
    public void close() throws IOException {
        network.close();
        chromium.close();
        system.close();
    }
}
