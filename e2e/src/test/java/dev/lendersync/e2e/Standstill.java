package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Position;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A Client App that stands still under SIGSTOP while large changes go to all: what the others notice of it, and how
/// soon it is whole again.
///
/// @param edits made meanwhile
/// @param longest that one of these took to reach all others
/// @param recovery from SIGCONT until the Client App was live at the head
record Standstill(int edits, Duration longest, Duration recovery) {
    private static final int FEWEST_EDITS = 20;
    /// Whoever waits for a reader that takes nothing waits 10 s, until it is dropped.
    private static final Duration DELAY = Duration.ofSeconds(5);
    private static final Duration RECOVERY = Duration.ofSeconds(2);

    /// Whether it delayed nobody and was whole in time.
    boolean passed() {
        return longest.compareTo(DELAY) < 0 && recovery.compareTo(RECOVERY) <= 0;
    }

    /// @param hold how long it stands still at least
    static Standstill of(LocalSystem system, LocalSystem.Client victim, Duration hold) throws Exception {
        List<LocalSystem.Client> others = system.clients().stream()
                .filter(client -> !client.equals(victim))
                .toList();
        int edits = 0;
        Duration longest = Duration.ZERO;
        victim.app().freeze();
        try {
            long start = System.nanoTime();
            while (edits < FEWEST_EDITS || since(start).compareTo(hold) < 0) {
                edits++;
                Duration took = edit(system, others, edits);
                longest = took.compareTo(longest) > 0 ? took : longest;
            }
        } finally {
            victim.app().thaw();
        }
        long awake = System.nanoTime();
        Position head = head(system);
        Await.until(victim.app().url() + " is whole at " + head, () -> isLiveAt(victim, head));
        return new Standstill(edits, longest, since(awake));
    }

    /// @return how long it took to reach all of them
    private static Duration edit(LocalSystem system, List<LocalSystem.Client> clients, int number) throws Exception {
        long start = System.nanoTime();
        // Large enough to fill buffers, and small enough to go as one delta.
        assertThat(system.database()
                        .execute("UPDATE lender_products SET fees_note = 'standstill " + number + "' WHERE id IN"
                                + " (SELECT id FROM published_products ORDER BY id LIMIT 300)"))
                .isPositive();
        Position head = head(system);
        for (LocalSystem.Client client : clients) {
            Await.until(client.app().url() + " is live at " + head, () -> isLiveAt(client, head));
        }
        return since(start);
    }

    private static boolean isLiveAt(LocalSystem.Client client, Position head) throws Exception {
        JsonNode freshness = client.freshness().json();
        return freshness.path("state").asString().equals("live")
                && freshness.path("position").asString().equals(head.toString());
    }

    private static Position head(LocalSystem system) throws Exception {
        return Position.parse(system.database().text("SELECT sync.epoch() || ':' || version FROM catalog_head"));
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
