package dev.lendersync.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.staff.RunningStaff.Reply;
import dev.lendersync.staff.database.TestDatabase;
import dev.lendersync.staff.database.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a Staff App says of itself.
@Tag("slow")
class ReadinessTest {
    private static final Duration PAST_THE_LIMIT = Duration.ofMillis(Health.MAX_AGE_MILLIS + 1);

    private final AtomicLong ahead = new AtomicLong();

    @Test
    void oneThatIsCutOffFromPostgresServesOnAndIsNotReady(@TempDir Path folder) throws Exception {
        try (RunningStaff staff = RunningStaff.start(folder, () -> System.nanoTime() + ahead.get());
                TestDatabase other = TestDatabase.on(TestServers.embedded())) {
            assertThat(staff.call("GET", "/readyz").status()).isEqualTo(200);
            assertThat(staff.call("GET", "/api/lender-products/sync").status()).isEqualTo(200);

            String name = staff.database().text("SELECT current_database()");
            // Connections are refused, so the server is gone for this database only.
            other.run(
                    "ALTER DATABASE " + name + " ALLOW_CONNECTIONS false",
                    // Until it has ended, it may answer one more look.
                    "SELECT pg_terminate_backend(pid, 20000) FROM pg_stat_activity WHERE datname = '" + name + "'");
            ahead.addAndGet(PAST_THE_LIMIT.toNanos());

            Reply cutOff = staff.call("GET", "/readyz");
            assertThat(cutOff.status()).isEqualTo(503);
            assertThat(cutOff.text("type")).endsWith(":not-ready");
            assertThat(cutOff.body().path("ageMillis").asLong()).isGreaterThan(Health.MAX_AGE_MILLIS);
            assertThat(staff.call("GET", "/healthz").status()).isEqualTo(200);
            assertThat(staff.call("GET", "/api/lender-products/sync").status()).isEqualTo(200);
            assertThat(staff.createLender("Unreachable Bank").status()).isEqualTo(503);

            other.run("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
        }
    }
}
