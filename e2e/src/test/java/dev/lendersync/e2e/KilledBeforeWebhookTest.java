package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// kill -9 of the only Staff App between a commit and its webhook, or before that was answered: what was committed is
/// told by the next one.
@Tag("slow")
class KilledBeforeWebhookTest {
    private static final String LENDER = "INSERT INTO lenders (name) VALUES ('Northern')";
    private static final String PRODUCT = "INSERT INTO lender_products (lender_id, name, category, country, status)"
            + " SELECT id, '%s', 'TERM_LOAN', 'CA', 'PUBLISHED' FROM lenders";

    private final LocalSystem system;
    private final Receiver receiver = new Receiver();

    KilledBeforeWebhookTest() throws Exception {
        system = LocalSystem.start(PostgresServer.shared(), new LocalSystem.Shape(1, 0, false));
        system.database().execute(LENDER);
        system.register("receiver", receiver.baseUrl());
        awaitTold(head());
    }

    @AfterEach
    void stop() {
        system.close();
        receiver.close();
    }

    private String head() throws Exception {
        return Truth.of(system.database()).position();
    }

    private void awaitTold(String position) throws Exception {
        Await.until("the receiver is told of " + position, () -> receiver.wasToldOf(position));
    }

    @Test
    void aCommitWhoseWebhookWasNeverSentIsToldAfterTheRestart() throws Exception {
        // A process that stands still sends nothing, however late the kill comes.
        system.staff().freeze();
        system.database().execute(PRODUCT.formatted("Flex"));
        String committed = head();
        system.staff().kill9();
        assertThat(receiver.wasToldOf(committed)).isFalse();

        system.staff().restart();
        awaitTold(committed);
    }

    @Test
    void aWebhookThatWasNotAnsweredIsSentAgainUnderItsId() throws Exception {
        receiver.hang(true);
        system.database().execute(PRODUCT.formatted("Flex"));
        String committed = head();
        awaitTold(committed);
        system.staff().kill9();
        receiver.hang(false);

        system.staff().restart();
        Await.until("it is told again", () -> ids(committed).size() > 1);
        assertThat(ids(committed).stream().distinct()).hasSize(1);
    }

    private List<String> ids(String position) {
        return receiver.received().stream()
                .filter(one -> one.notice().position().toString().equals(position))
                .map(Receiver.Received::id)
                .toList();
    }
}
