package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the oracle counts as lost.
class LedgerTest {
    private final Ledger ledger = new Ledger("edit ", List.of("a", "b"));

    @Test
    void anAcknowledgedEditMustBeThere() {
        ledger.settled("a", "edit 1");
        assertThat(ledger.lostIn(Map.of("a", "edit 1"))).isEmpty();
        assertThat(ledger.lostIn(Map.of("a", "as it was"))).containsOnlyKeys("a");
        assertThat(ledger.lostIn(Map.of())).containsOnlyKeys("a");
    }

    @Test
    void anEditWithoutAnAnswerMayBeThere() {
        ledger.tried("a", "edit 1");
        assertThat(ledger.lostIn(Map.of("a", "as it was"))).isEmpty();
        assertThat(ledger.lostIn(Map.of("a", "edit 1"))).isEmpty();
        assertThat(ledger.lostIn(Map.of("a", "edit 2"))).containsOnlyKeys("a");
    }

    /// An edit of before the copy is in it, and stays when a later one gets no answer.
    @Test
    void afterThePastCameBackItCounts() {
        ledger.settled("a", "edit 7");
        ledger.settled("b", "edit 8");
        ledger.beginAnew(Map.of("a", "edit 7", "b", "as it was"));
        ledger.tried("a", "edit 36");
        assertThat(ledger.lostIn(Map.of("a", "edit 7", "b", "as it was"))).isEmpty();
        assertThat(ledger.lostIn(Map.of("a", "edit 36", "b", "as it was"))).isEmpty();
        assertThat(ledger.lostIn(Map.of("a", "as it was", "b", "as it was"))).containsOnlyKeys("a");
    }
}
