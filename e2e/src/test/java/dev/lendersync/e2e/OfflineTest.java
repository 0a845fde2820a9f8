package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.run.sample.SampleCatalog;
import dev.lendersync.run.sample.SampleLoader;
import java.sql.Connection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Without a Staff App a Client App serves the last catalog that it had, or says that it has none; never an empty one.
@Tag("slow")
class OfflineTest {
    private static final int PRODUCTS = 541;

    private static LocalSystem system;

    @BeforeAll
    static void start() throws Exception {
        system = LocalSystem.start();
        try (Connection connection = system.database().connect()) {
            SampleLoader.load(connection, SampleCatalog.of(3, PRODUCTS));
        }
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    @Test
    void aClientAppStartsFromItsDiskAndCatchesUpByItself() throws Exception {
        Truth last = Truth.assertIdenticalEverywhere(system);
        LocalSystem.Client remembers = system.clients().get(0);
        LocalSystem.Client forgot = system.clients().get(1);
        system.staff().stop();

        remembers.app().stop();
        remembers.app().restart();
        assertThat(Truth.of(Http.get(remembers.syncUrl()))).isEqualTo(last);
        Await.until("it says that it is offline", () -> state(remembers).equals("offline"));
        assertThat(Http.get(remembers.app().url() + "/readyz").status()).isEqualTo(200);

        forgot.app().stop();
        TempFolder.delete(forgot.dataDir());
        forgot.app().start();
        forgot.app().waitUp();
        assertNothingServed(forgot);
        Await.until("it says that it is offline", () -> state(forgot).equals("offline"));
        assertNothingServed(forgot);

        int edited = system.database()
                .execute("UPDATE lender_products SET fees_note = 'while the Staff App was away' WHERE category ="
                        + " 'TERM_LOAN'");
        assertThat(edited).isPositive();
        assertThat(Truth.of(Http.get(remembers.syncUrl()))).isEqualTo(last);

        system.staff().restart();
        assertThat(Truth.assertIdenticalEverywhere(system)).isNotEqualTo(last);
    }

    private static String state(LocalSystem.Client client) throws Exception {
        return client.freshness().json().path("state").asString();
    }

    private static void assertNothingServed(LocalSystem.Client client) throws Exception {
        Http.Answer answer = Http.get(client.syncUrl());
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().has("products")).isFalse();
        assertThat(Http.get(client.app().url() + "/readyz").status()).isEqualTo(503);
    }
}
