package dev.lendersync.staff.delivery;

import static dev.lendersync.staff.delivery.Heads.history;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.staff.clients.Await;
import dev.lendersync.staff.delivery.TestEndpoint.Behaviour;
import dev.lendersync.staff.delivery.TestEndpoint.Received;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What staff ask for by hand is done, whatever was in flight then.
@Tag("slow")
class AskedTest {
    private static final Behaviour HEALTHY = (exchange, notice, n) -> TestEndpoint.apply(exchange, notice);

    private final CountDownLatch released = new CountDownLatch(1);
    private final Fleets fleets;

    AskedTest() throws SQLException {
        fleets = new Fleets();
    }

    @AfterEach
    void stop() throws SQLException {
        released.countDown();
        fleets.close();
    }

    /// As `ClientStore` writes it.
    private void resend(TestEndpoint endpoint) throws SQLException {
        fleets.postgres.run("UPDATE client_delivery SET asked = coalesce(asked, 'RESEND'), asked_no = asked_no + 1,"
                + " suspended_at = NULL, next_attempt_at = '-infinity' WHERE client_id = '" + endpoint.clientId()
                + "'");
        fleets.pass(Duration.ZERO);
    }

    @Test
    void aResendTellsAPositionThatWasProvenOnceMoreUnderAnIdOfItsOwn() throws Exception {
        TestEndpoint endpoint = fleets.register(HEALTHY);
        fleets.node(history(1));
        fleets.await(endpoint, "proven", "e1:1");
        resend(endpoint);
        Await.until(() -> endpoint.received().size() == 2, "told again");
        fleets.await(endpoint, "asked IS NULL", "t");

        assertThat(endpoint.received()).extracting(Received::id).doesNotHaveDuplicates();
        assertThat(fleets.log(endpoint)).containsExactly("APPLIED e1:1 1", "APPLIED e1:1 1");
    }

    @Test
    void aResendWhileARequestIsInFlightIsNotTakenForAnswered() throws Exception {
        TestEndpoint endpoint = fleets.register(holdingTheFirst(200));
        fleets.node(history(1));
        Await.until(() -> endpoint.received().size() == 1, "in flight");
        resend(endpoint);
        released.countDown();

        Await.until(() -> endpoint.received().size() == 2, "told again");
        fleets.await(endpoint, "asked IS NULL", "t");
    }

    @Test
    void aResendDoesNotWaitOutTheFailureOfTheRequestBeforeIt() throws Exception {
        TestEndpoint endpoint = fleets.register(holdingTheFirst(410));
        fleets.node(history(1));
        Await.until(() -> endpoint.received().size() == 1, "in flight");
        resend(endpoint);
        released.countDown();

        fleets.await(endpoint, "proven", "e1:1");
    }

    /// As `ClientStore` writes it.
    @Test
    void whatTheOldAddressHoldsProvesNothingOfTheNewOne() throws Exception {
        TestEndpoint old = fleets.register(holdingTheFirst(200));
        TestEndpoint other = fleets.register((exchange, notice, n) -> TestEndpoint.answer(exchange, 503, new byte[0]));
        fleets.node(history(1));
        Await.until(() -> old.received().size() == 1, "in flight");
        fleets.postgres.run(
                "UPDATE client SET base_url = '" + other.baseUrl() + "' WHERE id = '" + old.clientId() + "'",
                "UPDATE client_delivery SET lease = NULL, leased_until = '-infinity' WHERE client_id = '"
                        + old.clientId() + "'");
        fleets.pass(Duration.ZERO);
        fleets.await(old, "failures > 0", "t");
        released.countDown();
        Await.until(() -> fleets.log(old).stream().anyMatch(entry -> !entry.startsWith("FAILED")), "answered");
        TestEndpoint later = fleets.register(HEALTHY);
        fleets.await(later, "proven", "e1:1");

        assertThat(fleets.state(old, "proven IS NULL")).isEqualTo("t");
    }

    private Behaviour holdingTheFirst(int status) {
        return (exchange, notice, n) -> {
            if (n == 1) {
                await();
            }
            if (n == 1 && status != 200) {
                TestEndpoint.answer(exchange, status, new byte[0]);
            } else {
                TestEndpoint.apply(exchange, notice);
            }
        };
    }

    private void await() {
        try {
            assertThat(released.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void theLogIsForgottenAfterThirtyDaysHoweverMuchItIs() throws Exception {
        TestEndpoint endpoint = fleets.register(HEALTHY);
        fleets.postgres.run(
                "INSERT INTO delivery_attempt (client_id, position, request_id, outcome, attempt, ended_at)"
                        + " SELECT '" + endpoint.clientId()
                        + "', 'e1:1', 'msg', 'FAILED', 1, now() - interval '31 days'"
                        + " FROM generate_series(1, 25000)",
                "INSERT INTO catalog_push (position, started_at) VALUES ('e1:1', now() - interval '31 days'),"
                        + " ('e1:1', now() - interval '29 days')");
        fleets.node(history(1));

        Await.until(
                () -> fleets.text("SELECT count(*) FROM delivery_attempt WHERE ended_at < now() - interval '30 days'")
                                .equals("0")
                        && fleets.text("SELECT count(*) FROM catalog_push").equals("1"),
                "forgotten");
    }
}
