package dev.lendersync.staff.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.feed.Reach;
import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Epoch;
import dev.lendersync.protocol.Position;
import dev.lendersync.staff.clients.Await;
import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.database.TestDatabase;
import dev.lendersync.staff.database.TestServers;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The mirror serves what PostgreSQL has, whatever happens to the connection, the epoch or the triggers.
@Tag("slow")
class MirrorTest {
    private static final String INSERT = "INSERT INTO lender_products (lender_id, name, category, country, status)"
            + " SELECT id, n, 'TERM_LOAN', 'CA', 'PUBLISHED' FROM lenders, unnest('{%s}'::text[]) AS n";

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private TestDatabase database;
    private CatalogMirror mirror;
    private final List<CatalogMirror> started = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        database = TestDatabase.on(TestServers.embedded());
        database.run("INSERT INTO lenders (name) VALUES ('Maple')", INSERT.formatted("Flex,Steady,Bridge"));
        mirror = startMirror("highest-served");
    }

    @AfterEach
    void stop() throws SQLException {
        started.forEach(each -> each.close().await());
        vertx.close().await();
        database.close();
    }

    private CatalogMirror startMirror(String file) throws Exception {
        Context loop = vertx.getOrCreateContext();
        CatalogMirror next = new CatalogMirror(
                vertx,
                loop,
                new CatalogLink(vertx, database.options()),
                new HighestServed(folder.resolve(file), Runnable::run),
                new Elapsed(InstantSource.system(), System::nanoTime));
        started.add(next);
        next.start().await(20, TimeUnit.SECONDS);
        return next;
    }

    private Catalog served() {
        return mirror.served().orElseThrow().history().catalog();
    }

    private long age() {
        return mirror.served().orElseThrow().ageMillis().orElseThrow();
    }

    private Position head() throws SQLException {
        return Position.parse(database.text("SELECT sync.epoch() || ':' || version FROM catalog_head"));
    }

    private Catalog fromScratch() {
        try (PollingReader reader = new PollingReader(database)) {
            return reader.catalog();
        }
    }

    private void awaitServed(Predicate<Catalog> condition, String what) throws InterruptedException {
        Await.until(() -> condition.test(served()), what);
    }

    private void awaitInStep() throws Exception {
        Position head = head();
        awaitServed(catalog -> catalog.position().equals(head), "the head " + head);
        assertThat(served()).isEqualTo(fromScratch());
    }

    @Test
    void itFollows() throws Exception {
        for (String change : new String[] {
            INSERT.formatted("New"),
            "UPDATE lender_products SET fees_note = 'x' WHERE name = 'Flex'",
            "DELETE FROM lender_products WHERE name = 'Steady'",
            "UPDATE lenders SET name = 'Maple Bank'",
            "UPDATE lenders SET status = 'ARCHIVED'"
        }) {
            database.run(change);
            awaitInStep();
        }
        assertThat(served().size()).isZero();
    }

    @Test
    void itSurvivesTheLossOfItsConnection() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(database.texts("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND application_name = 'lender-sync-staff'"))
                    .containsExactly("t");
            database.run("UPDATE lender_products SET fees_note = 'after loss " + i + "'");
            awaitInStep();
        }
    }

    @Test
    void anotherEpochIsAnotherCatalog() throws Exception {
        Position before = head();
        assertThat(database.text("SELECT sync.begin_epoch(?)", "another")).isEqualTo("f");
        assertThat(head()).isEqualTo(before);
        assertThat(database.text("SELECT sync.begin_epoch(?)", before.epoch().value()))
                .isEqualTo("t");
        awaitServed(catalog -> !catalog.position().sameEpoch(before), "a new epoch");
        awaitInStep();
        assertThat(served().size()).isEqualTo(3);
    }

    @Test
    void aRewoundDatabaseGetsANewEpoch() throws Exception {
        for (int i = 0; i < 6; i++) {
            database.run("UPDATE lender_products SET fees_note = 'edit " + i + "'");
        }
        awaitInStep();
        Position before = head();
        database.run("UPDATE catalog_head SET version = version - 5");
        awaitServed(catalog -> !catalog.position().sameEpoch(before), "a new epoch while it runs");
        awaitInStep();
    }

    @Test
    void aDatabaseThatWasRewoundBeforeTheStartGetsANewEpoch() throws Exception {
        Position now = head();
        Files.writeString(folder.resolve("earlier"), now.at(now.version() + 5) + "\n");
        mirror = startMirror("earlier");
        assertThat(served().position().sameEpoch(now)).isFalse();
        awaitInStep();
        assertThat(Position.parse(Files.readString(folder.resolve("earlier")).strip()))
                .isEqualTo(served().position());
    }

    @Test
    void aPositionIsReachedOrUnknown() throws Exception {
        database.run("UPDATE lender_products SET fees_note = 'x'");
        Position head = head();
        assertThat(mirror.reach(head).await()).isEqualTo(new Reach.Reached());
        assertThat(served().position()).isEqualTo(head);
        assertThat(mirror.reach(head.at(head.version() + 1)).await()).isInstanceOf(Reach.Unknown.class);
        assertThat(mirror.reach(new Position(new Epoch("another"), 0)).await()).isInstanceOf(Reach.Unknown.class);
    }

    @Test
    void cutOffItServesWhatItHasAndItsAgeGrows() throws Exception {
        awaitInStep();
        Catalog before = served();
        Position next = before.position().at(before.position().version() + 1);
        // Connections are refused, so the server is gone for this database only.
        String name = database.text("SELECT current_database()");
        try (TestDatabase other = TestDatabase.on(TestServers.embedded())) {
            other.run(
                    "ALTER DATABASE " + name + " ALLOW_CONNECTIONS false",
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
            Await.until(() -> age() > 2 * CatalogMirror.LOOK_EVERY_MILLIS, "an age beyond two looks");
            assertThat(served()).isEqualTo(before);
            assertThat(mirror.reach(next).await()).isInstanceOf(Reach.Late.class);
            other.run("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
        }
        Await.until(() -> age() < CatalogMirror.LOOK_EVERY_MILLIS, "a young age again");
        database.run("UPDATE lender_products SET fees_note = 'back'");
        awaitInStep();
    }

    @Test
    void theAuditAgreesWithWhatIsRight() throws Exception {
        CatalogAudit audit = new CatalogAudit(new Database(vertx, database.options()), mirror);
        database.run("UPDATE lender_products SET fees_note = 'x'");
        assertThat(audit.run()).isEqualTo(new CatalogAudit.Finding.Agreed(head()));
        assertThat(audit.repairs()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE lender_products SET fees_note = 'behind the back' WHERE name = 'Flex'",
                "INSERT INTO lender_products (lender_id, name, category, country, status)"
                        + " SELECT id, 'Sneaked', 'TERM_LOAN', 'CA', 'PUBLISHED' FROM lenders",
                "DELETE FROM lender_products WHERE name = 'Steady'",
                "UPDATE lenders SET status = 'ARCHIVED'"
            })
    void theAuditRepairsWhatBypassedTheTriggers(String change) throws Exception {
        CatalogAudit audit = new CatalogAudit(new Database(vertx, database.options()), mirror);
        Position before = head();
        database.run("SET session_replication_role = replica", change, "RESET session_replication_role");
        assertThat(head()).isEqualTo(before);
        assertThat(audit.run()).isInstanceOf(CatalogAudit.Finding.Repaired.class);
        assertThat(served().position().sameEpoch(before)).isFalse();
        assertThat(served().position().version()).isGreaterThan(before.version());
        awaitInStep();
        assertThat(served().products().stream().map(product -> product.id().toString()))
                .containsExactlyInAnyOrderElementsOf(database.texts("SELECT id FROM published_products"));
        assertThat(audit.run()).isEqualTo(new CatalogAudit.Finding.Agreed(head()));
        assertThat(audit.repairs()).isEqualTo(1);
    }
}
