package dev.lendersync.staff.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// On a clock of the test's own.
class LiveTicketsTest {
    private static final Principal ADA = client();
    private static final Principal BOB = client();

    private long nanos = Long.MAX_VALUE - LiveTickets.GOOD_FOR.toNanos() / 2;
    private final LiveTickets tickets = new LiveTickets(() -> nanos, new SecureRandom());

    private static Principal client() {
        return new Principal.Client(UUID.randomUUID(), "A portal", "");
    }

    @Test
    void aTicketIsGoodOnceAndForHalfAMinute() {
        String used = tickets.issue(ADA).orElseThrow();
        String late = tickets.issue(BOB).orElseThrow();
        nanos += LiveTickets.GOOD_FOR.toNanos() - 1;
        assertThat(tickets.redeem(used)).contains(ADA);
        assertThat(tickets.redeem(used)).isEmpty();
        nanos++;
        assertThat(tickets.redeem(late)).isEmpty();
        assertThat(tickets.redeem("")).isEmpty();
    }

    @Test
    void whoTakesManyAndUsesNoneGetsNoMoreAndTakesNobodys() {
        String bobs = tickets.issue(BOB).orElseThrow();
        String first = tickets.issue(ADA).orElseThrow();
        for (int i = 1; i < LiveTickets.MAX_OF_ONE; i++) {
            assertThat(tickets.issue(ADA)).isPresent();
        }
        assertThat(tickets.issue(ADA)).isEmpty();
        assertThat(tickets.redeem(bobs)).contains(BOB);
        assertThat(tickets.redeem(first)).contains(ADA);
        assertThat(tickets.issue(ADA)).as("one was used").isPresent();
        assertThat(tickets.issue(ADA)).isEmpty();
        nanos += LiveTickets.GOOD_FOR.toNanos();
        assertThat(tickets.issue(ADA)).as("all are old").isPresent();
    }

    @Test
    void thereIsAnEndForAllTogether() {
        for (int i = 0; i < LiveTickets.MAX_TICKETS; i++) {
            assertThat(tickets.issue(client())).isPresent();
        }
        assertThat(tickets.issue(ADA)).isEqualTo(Optional.empty());
    }
}
