package dev.lendersync.staff.delivery;

import static dev.lendersync.staff.delivery.Heads.history;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.staff.clients.Await;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Several Staff App nodes on one database.
@Tag("slow")
class NodesTest {
    private final Fleets fleets;

    NodesTest() throws SQLException {
        fleets = new Fleets();
    }

    @AfterEach
    void stop() throws SQLException {
        fleets.close();
    }

    @Test
    void twoNodesShareTwoHundredClientsAndOneOutlivesTheOther() throws Exception {
        for (int i = 0; i < 200; i++) {
            fleets.register((exchange, notice, n) -> {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                TestEndpoint.apply(exchange, notice);
            });
        }
        Node one = fleets.node(history(1));
        Node other = fleets.node(history(1));
        awaitAll("e1:1");
        one.headMoved(history(2));
        other.headMoved(history(2));
        Await.until(() -> Integer.parseInt(count("accepted = 'e1:2'")) > 20, "some were told");
        one.kill();
        fleets.forget(one);
        // A lease lasts longer than any exchange; the clock that is put ahead here must not cut those short.
        Await.until(
                () -> fleets.endpoints().stream().allMatch(endpoint -> endpoint.inFlight() == 0),
                "what was in flight has ended");
        // What the dead node held is taken over when its leases end.
        fleets.pass(Node.LEASE);
        awaitAll("e1:2");

        assertThat(Node.LEASE).isLessThan(Duration.ofSeconds(15));
        assertThat(fleets.endpoints())
                .allSatisfy(endpoint -> assertThat(endpoint.mostInFlight()).isEqualTo(1));
    }

    private String count(String condition) {
        return fleets.text("SELECT count(*) FROM client_delivery WHERE " + condition);
    }

    private void awaitAll(String position) throws InterruptedException {
        Await.until(
                () -> count("accepted = '" + position + "' OR proven = '" + position + "'")
                        .equals("200"),
                "all at " + position);
    }

    @Test
    void aNodeThatDiesBetweenACommitAndItsWebhookLosesNothing() throws Exception {
        TestEndpoint endpoint = fleets.register((exchange, notice, n) -> TestEndpoint.apply(exchange, notice));
        Node first = fleets.node(history(1));
        fleets.await(endpoint, "proven", "e1:1");
        first.kill();
        fleets.forget(first);
        fleets.node(history(2));

        fleets.await(endpoint, "proven", "e1:2");
        assertThat(endpoint.received()).hasSize(2);
    }

    @Test
    void aNodeThatStartsTellsThoseWhoOnlyAccepted() throws Exception {
        TestEndpoint plain = fleets.register((exchange, notice, n) -> TestEndpoint.answer(exchange, 204, new byte[0]));
        TestEndpoint proven = fleets.register((exchange, notice, n) -> TestEndpoint.apply(exchange, notice));
        Node first = fleets.node(history(1));
        fleets.await(plain, "accepted", "e1:1");
        fleets.await(proven, "proven", "e1:1");
        first.close();
        fleets.forget(first);
        fleets.node(history(1));
        Await.until(() -> plain.received().size() == 2, "told again");

        assertThat(proven.received()).hasSize(1);
        assertThat(plain.received().getFirst().id())
                .isEqualTo(plain.received().getLast().id());
    }
}
