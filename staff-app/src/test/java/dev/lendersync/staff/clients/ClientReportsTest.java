package dev.lendersync.staff.clients;

import static dev.lendersync.staff.clients.Heads.applied;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClientReportsTest {
    private static final UUID CLIENT = new UUID(0, 1);

    private final List<List<Report>> written = new ArrayList<>();
    private Future<Void> outcome = Future.succeededFuture();
    private final ClientReports reports = new ClientReports(batch -> {
        written.add(batch);
        return outcome;
    });

    private static Report report(String instance, long version) {
        return new Report(CLIENT, instance, applied(version), Instant.ofEpochSecond(version));
    }

    @Test
    void writesTheLatestOfEachInstanceOnce() {
        for (int version = 1; version <= 1_000; version++) {
            reports.add(report("a", version));
        }
        reports.add(report("b", 5));
        reports.flush();
        reports.flush();

        assertThat(written).containsExactly(List.of(report("a", 1_000), report("b", 5)));
    }

    @Test
    void writesOneBatchAtATime() {
        Promise<Void> slow = Promise.promise();
        outcome = slow.future();
        reports.add(report("a", 1));
        reports.flush();
        reports.add(report("a", 2));
        reports.flush();
        assertThat(written).hasSize(1);

        slow.complete();
        reports.flush();
        assertThat(written).containsExactly(List.of(report("a", 1)), List.of(report("a", 2)));
    }

    @Test
    void keepsWhatCouldNotBeWrittenUnlessThereIsNewer() {
        Promise<Void> slow = Promise.promise();
        outcome = slow.future();
        reports.add(report("a", 1));
        reports.add(report("b", 1));
        reports.flush();
        reports.add(report("a", 2));
        slow.fail("PostgreSQL is away");

        reports.flush();
        assertThat(written.getLast()).containsExactlyInAnyOrder(report("a", 2), report("b", 1));
    }

    @Test
    void remembersALimitedNumberOfInstances() {
        for (int instance = 0; instance < 1_000; instance++) {
            reports.add(report("i" + instance, 1));
        }
        reports.add(report("i940", 2));
        reports.add(report("last", 1));
        reports.flush();

        assertThat(written.getFirst())
                .hasSize(ClientReports.MAX_INSTANCES)
                .contains(report("i940", 2), report("last", 1), report("i999", 1))
                .doesNotContain(report("i936", 1));
    }
}
