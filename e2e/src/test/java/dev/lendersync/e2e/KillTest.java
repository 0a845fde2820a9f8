package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.run.sample.SampleCatalog;
import dev.lendersync.run.sample.SampleLoader;
import java.sql.Connection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Whatever is killed while edits go on: no acknowledged edit is lost, readers notice nothing, and in the end all are
/// identical without help (P4, P6).
@Tag("slow")
class KillTest {
    private static final int PRODUCTS = 541;
    private static final int EDITS = 100;
    private static final int EDITS_BEFORE = 20;

    private static LocalSystem system;

    @BeforeAll
    static void start() throws Exception {
        system = LocalSystem.start();
        try (Connection connection = system.database().connect()) {
            SampleLoader.load(connection, SampleCatalog.of(2, PRODUCTS));
        }
        Truth.assertIdenticalEverywhere(system);
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    @Test
    void theStaffAppIsKilled() throws Exception {
        try (Watch first = Watch.start(system.clients().get(0));
                Watch second = Watch.start(system.clients().get(1));
                Editor editor = Editor.start(system, "staff app", EDITS)) {
            editor.awaitAcknowledged(EDITS_BEFORE);
            system.staff().kill9();
            system.staff().restart();
            finish(editor);
            first.assertServedThroughout();
            second.assertServedThroughout();
        }
    }

    @Test
    void aClientAppIsKilled() throws Exception {
        AppProcess victim = system.clients().get(1).app();
        try (Watch survivor = Watch.start(system.clients().get(0));
                Editor editor = Editor.start(system, "client app", EDITS)) {
            editor.awaitAcknowledged(EDITS_BEFORE);
            victim.kill9();
            victim.restart();
            assertThat(finish(editor)).as("a client's death stops no edit").isEqualTo(EDITS);
            survivor.assertServedThroughout();
        }
    }

    @Test
    void postgresIsKilled() throws Exception {
        try (Watch first = Watch.start(system.clients().get(0));
                Watch second = Watch.start(system.clients().get(1));
                Editor editor = Editor.start(system, "postgres", EDITS)) {
            editor.awaitAcknowledged(EDITS_BEFORE);
            TestDatabase.kill9();
            TestDatabase.restart();
            finish(editor);
            first.assertServedThroughout();
            second.assertServedThroughout();
        }
        assertThat(system.staff().isAlive())
                .as("the Staff App outlives PostgreSQL")
                .isTrue();
    }

    private static int finish(Editor editor) throws Exception {
        int acknowledged = editor.finish();
        assertThat(acknowledged).isGreaterThanOrEqualTo(EDITS_BEFORE);
        // An edit after all is up again: what died takes part once more.
        system.database()
                .execute("UPDATE lender_products SET fees_note = 'after ' || id WHERE status = 'PUBLISHED'"
                        + " AND id = (SELECT id FROM published_products ORDER BY id DESC LIMIT 1)");
        assertThat(Truth.assertIdenticalEverywhere(system).documents()).hasSize(PRODUCTS);
        return acknowledged;
    }
}
