package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import dev.lendersync.run.sample.SampleCatalog;
import dev.lendersync.run.sample.SampleLoader;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A whole system with a sample catalog and a browser, for tests of the portal; the network between the two can be cut.
record PortalSystem(LocalSystem system, Chromium chromium, Proxy network) implements AutoCloseable {
    static final String PRODUCTS = "/api/lender-products";
    private static final int SEED = 11;
    // In which the portal shows times and amounts.
    private static final String LOCALE = "en-CA";

    static PortalSystem start(int products) throws Exception {
        LocalSystem system = LocalSystem.start();
        PortalSystem portal = new PortalSystem(
                system,
                Chromium.start(),
                Proxy.to(List.of(
                        URI.create(system.clients().getFirst().app().url()).getPort())));
        portal.load(products);
        return portal;
    }

    /// Puts a sample catalog of this size in place of what there is.
    void load(int size) throws Exception {
        database().execute("TRUNCATE lender_products CASCADE");
        database().execute("DELETE FROM lenders");
        try (Connection connection = database().connect()) {
            SampleLoader.load(connection, SampleCatalog.of(SEED, size));
        }
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

    String createLender(String name) throws IOException, InterruptedException {
        Http.Answer made = system.call("POST", "/api/lenders", Map.of("name", name));
        assertThat(made.status()).isEqualTo(201);
        return made.json().path("id").asString();
    }

    /// What staff send for a product of Canada, with these members changed.
    static Map<String, Object> draft(String lenderId, String name, Map<String, Object> changes) {
        Map<String, Object> draft = new HashMap<>(Map.of(
                "lenderId",
                lenderId,
                "name",
                name,
                "category",
                "TERM_LOAN",
                "country",
                "CA",
                "requiresReceivables",
                false,
                "status",
                "PUBLISHED"));
        draft.putAll(changes);
        return draft;
    }

    /// @return its id and, as its header `ETag`, its revision
    Http.Answer create(Map<String, Object> draft) throws IOException, InterruptedException {
        Http.Answer made = system.call("POST", PRODUCTS, draft);
        assertThat(made.status()).isEqualTo(201);
        return made;
    }

    static String id(Http.Answer product) {
        return product.json().path("id").asString();
    }

    Http.Answer edit(Http.Answer product, Map<String, Object> draft) throws IOException, InterruptedException {
        Http.Answer edited =
                system.call("PUT", PRODUCTS + "/" + id(product), draft, "If-Match", product.header("ETag"));
        assertThat(edited.status()).isEqualTo(200);
        return edited;
    }

    void archive(Http.Answer product) throws IOException, InterruptedException {
        Http.Answer archived = system.call("POST", PRODUCTS + "/" + id(product) + "/archive", Map.of());
        assertThat(archived.status()).isEqualTo(200);
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
