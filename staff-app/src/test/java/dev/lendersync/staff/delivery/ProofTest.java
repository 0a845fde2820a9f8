package dev.lendersync.staff.delivery;

import static dev.lendersync.staff.delivery.Heads.applied;
import static dev.lendersync.staff.delivery.Heads.history;
import static dev.lendersync.staff.delivery.Heads.position;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.feed.LiveCaller;
import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.Digest;
import dev.lendersync.staff.clients.Await;
import dev.lendersync.staff.clients.ClientSigns;
import dev.lendersync.staff.delivery.TestEndpoint.Behaviour;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What clients prove, and what that spares them.
@Tag("slow")
class ProofTest {
    private static final Behaviour HEALTHY = (exchange, notice, n) -> TestEndpoint.apply(exchange, notice);

    private final Fleets fleets;

    ProofTest() throws SQLException {
        fleets = new Fleets();
    }

    @AfterEach
    void stop() throws SQLException {
        fleets.close();
    }

    private String instance(String column) {
        return fleets.text("SELECT " + column + " FROM client_instance");
    }

    @Test
    void whoFollowsLiveAndProvesTheHeadInTimeIsToldNothing() throws Exception {
        TestEndpoint live = fleets.register(HEALTHY);
        Proofs proofs;
        Node node = fleets.node(history(1));
        fleets.await(live, "accepted", "e1:1");
        proofs = node.deliveries.proofs();
        proofs.live(live.clientId(), "web-1");
        fleets.await(live, "live_until > now()", "t");
        fleets.stopClock();
        for (int version = 2; version <= 4; version++) {
            node.headMoved(history(version));
            proofs.applied(live.clientId(), "web-1", applied(version));
            fleets.await(live, "proven", "e1:" + version);
        }
        fleets.goOn(Dispatcher.FEED_FIRST);
        // Whoever is not live is told meanwhile.
        TestEndpoint other = fleets.register(HEALTHY);
        fleets.await(other, "accepted", "e1:4");

        assertThat(live.received()).hasSize(1);
        assertThat(fleets.log(live))
                .contains("SATISFIED_BY_FEED e1:4 0")
                .filteredOn(entry -> !entry.startsWith("SATISFIED_BY_FEED"))
                .containsExactly("APPLIED e1:1 1");
        assertThat(instance("lag_millis >= 0")).isEqualTo("t");
    }

    @Test
    void whoFollowsLiveButProvesNothingIsToldAfterAWhile() throws Exception {
        TestEndpoint live = fleets.register(HEALTHY);
        Node node = fleets.node(history(1));
        fleets.await(live, "accepted", "e1:1");
        node.deliveries.proofs().live(live.clientId(), "web-1");
        fleets.await(live, "live_until > now()", "t");
        long moved = System.nanoTime();
        node.headMoved(history(2));
        fleets.await(live, "accepted", "e1:2");

        assertThat(Duration.ofNanos(System.nanoTime() - moved)).isGreaterThanOrEqualTo(Dispatcher.FEED_FIRST);
    }

    @Test
    void theSlowestLiveInstanceCounts() throws Exception {
        TestEndpoint live = fleets.register(HEALTHY);
        Node node = fleets.node(history(3));
        Proofs proofs = node.deliveries.proofs();
        fleets.await(live, "proven", "e1:3");
        node.headMoved(history(4));
        proofs.live(live.clientId(), "fast");
        proofs.live(live.clientId(), "slow");
        proofs.applied(live.clientId(), "fast", applied(4));
        proofs.applied(live.clientId(), "slow", applied(3));
        Await.until(() -> fleets.text("SELECT count(*) FROM client_instance").equals("3"), "heard");

        assertThat(fleets.state(live, "proven")).isEqualTo("e1:3");
        proofs.applied(live.clientId(), "slow", applied(4));
        fleets.await(live, "proven", "e1:4");
    }

    /// One that reconnects is there again before its broken connection is found to be.
    @Test
    void anInstanceIsLiveUntilTheLastOfItsConnectionsEnds() throws Exception {
        TestEndpoint live = fleets.register(HEALTHY);
        ClientSigns signs = new ClientSigns(fleets.node(history(1)).deliveries.proofs());
        LiveCaller caller = new LiveCaller("client:" + live.clientId(), "ab", Optional.of("web-1"));
        signs.connected(caller);
        signs.connected(caller);
        signs.gone(caller);
        String isLive = "SELECT count(*) FROM client_instance WHERE instance = 'web-1' AND live_until > now()";
        Await.until(
                () -> fleets.text("SELECT count(*) FROM client_instance WHERE instance = 'web-1'")
                        .equals("1"),
                "heard");
        assertThat(fleets.text(isLive)).isEqualTo("1");

        signs.gone(caller);
        Await.until(() -> fleets.text(isLive).equals("0"), "gone");
    }

    @Test
    void aCopyThatDiffersTakesBackWhatWasProven() throws Exception {
        TestEndpoint client = fleets.register(HEALTHY);
        Node node = fleets.node(history(2));
        fleets.await(client, "proven", "e1:2");
        Proofs proofs = node.deliveries.proofs();
        proofs.applied(client.clientId(), "other", new Applied(position(2), Digest.EMPTY));
        fleets.await(client, "proven IS NULL", "t");

        proofs.applied(client.clientId(), "other", applied(2));
        fleets.await(client, "proven", "e1:2");
    }

    @Test
    void anotherDigestOrAPositionUnknownHereProvesNothing() throws Exception {
        TestEndpoint client = fleets.register((exchange, notice, n) -> TestEndpoint.answer(exchange, 204, new byte[0]));
        Node node = fleets.node(history(2));
        Proofs proofs = node.deliveries.proofs();
        for (Applied wrong : List.of(new Applied(position(2), Digest.EMPTY), applied(7))) {
            proofs.applied(client.clientId(), "i", wrong);
            Await.until(
                    () -> fleets.text("SELECT count(*) FROM client_instance WHERE applied = '" + wrong.position() + "'")
                            .equals("1"),
                    "heard");
            assertThat(instance("coalesce(verified::text, 'unknown')"))
                    .isEqualTo(wrong.position().equals(position(2)) ? "false" : "unknown");
        }
        assertThat(fleets.state(client, "proven IS NULL")).isEqualTo("t");
    }

    @Test
    void whatIsSaidAgainKeepsItsLag() throws Exception {
        TestEndpoint client = fleets.register(HEALTHY);
        Node node = fleets.node(history(1));
        Proofs proofs = node.deliveries.proofs();
        proofs.applied(client.clientId(), "i", applied(1));
        String written = "SELECT applied_at FROM client_instance WHERE instance = 'i'";
        String lag = "SELECT lag_millis FROM client_instance WHERE instance = 'i'";
        Await.until(
                () -> fleets.text("SELECT count(*) FROM client_instance WHERE instance = 'i'")
                        .equals("1"),
                "heard");
        String first = fleets.text(written);
        String known = fleets.text(lag);
        proofs.applied(client.clientId(), "i", applied(1));
        Await.until(() -> !fleets.text(written).equals(first), "heard again");

        assertThat(fleets.text(lag)).isEqualTo(known);
    }

    @Test
    void theInstancesThatWereSilentLongestAreForgotten() throws Exception {
        TestEndpoint client = fleets.register(HEALTHY);
        Node node = fleets.node(history(1));
        fleets.await(client, "proven", "e1:1");
        for (int i = 0; i < Proofs.MAX_INSTANCES; i++) {
            node.deliveries.proofs().fetched(client.clientId(), "i" + i, position(1), false);
        }
        Await.until(
                () -> fleets.text("SELECT count(*) FROM client_instance WHERE instance = 'i63'")
                        .equals("1"),
                "heard");

        assertThat(fleets.text("SELECT count(*) FROM client_instance")).isEqualTo("64");
        assertThat(fleets.postgres.texts("SELECT instance FROM client_instance"))
                .doesNotContain("webhook");
    }
}
