package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.run.sample.SampleCatalog;
import dev.lendersync.run.sample.SampleLoader;
import java.sql.Connection;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// PostgreSQL falls silent, while every process and every connection lives: everybody serves on, and nobody lies about
/// how old that is, however many Client Apps are in between.
@Tag("slow")
class SilenceTest {
    private static final int PRODUCTS = 60;
    private static final Duration LIVE_AT_MOST = Duration.ofSeconds(30);

    private static LocalSystem system;

    @BeforeAll
    static void start() throws Exception {
        system = LocalSystem.start(PostgresServer.shared(), new LocalSystem.Shape(1, 1, true));
        try (Connection connection = system.database().connect()) {
            SampleLoader.load(connection, SampleCatalog.of(4, PRODUCTS));
        }
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    @Test
    @DisplayName("P11 ages add up from one Client App to the next, and none is live after 30 s of silence")
    void theSilenceIsHeardEverywhere() throws Exception {
        Truth truth = Truth.assertIdenticalEverywhere(system);
        system.databaseLink().weather(new Proxy.Weather.Stall());
        long start = System.nanoTime();
        Duration silence = Duration.ZERO;
        while (silence.compareTo(LIVE_AT_MOST) <= 0) {
            // Measured before they are asked: what they say may be more.
            silence = Duration.ofNanos(System.nanoTime() - start);
            for (LocalSystem.Client client : system.clients()) {
                assertHonest(client, silence);
                assertThat(Truth.of(Http.get(client.syncUrl()))).isEqualTo(truth);
            }
            Await.pause();
        }
        assertThat(system.databaseLink().hits()).isPositive();
        system.databaseLink().weather(new Proxy.Weather.Fair());
        assertThat(Truth.assertIdenticalEverywhere(system)).isEqualTo(truth);
    }

    private static void assertHonest(LocalSystem.Client client, Duration silence) throws Exception {
        JsonNode freshness = client.freshness().json();
        // Null when it doesn't know.
        assertThat(freshness.path("ageMillis").asLong(Long.MAX_VALUE))
                .as("%s says %s after %s of silence", client.app().url(), freshness, silence)
                .isGreaterThanOrEqualTo(silence.toMillis());
        if (silence.compareTo(LIVE_AT_MOST) > 0) {
            assertThat(freshness.path("state").asString())
                    .as("%s says %s", client.app().url(), freshness)
                    .isEqualTo("offline");
        }
    }
}
