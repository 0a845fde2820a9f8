package dev.lendersync.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.RunningStaff.Reply;
import dev.lendersync.staff.clients.Await;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An import is committed as its dry run said, or not at all, whoever else writes, and wherever it runs.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportCommitTest {
    private static final String HEADER = "id,lender,name,category,country,amount min,receivables required,status\n";

    private RunningStaff staff;
    private Imports imports;
    private Reply lender;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        staff = RunningStaff.start(folder);
        imports = new Imports(staff);
        lender = staff.createLender("Bank");
    }

    @AfterAll
    void stop() throws SQLException {
        staff.close();
    }

    private Reply create(String name, String status) throws Exception {
        Reply made = staff.call(
                "POST",
                "/api/lender-products",
                RunningStaff.product(lender, name).put("amountMin", "1.00").put("status", status));
        assertThat(made.status()).isEqualTo(201);
        return made;
    }

    private static String row(Reply product, String name, String amount) {
        return product.text("id") + ",Bank," + name + ",TERM_LOAN,CA," + amount + ",no," + product.text("status")
                + "\n";
    }

    private void edit(Reply product) throws Exception {
        ObjectNode body = product.object().deepCopy().put("feesNote", "edited meanwhile");
        assertThat(staff.call("PUT", "/api/lender-products/" + product.text("id"), body, "If-Match", product.revision())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aCatalogThatMovedGivesANewDryRun() throws Exception {
        Reply product = create("Moved", "PUBLISHED");
        JsonNode checked = imports.dryRun(HEADER + row(product, "Moved", "2"));
        edit(product);
        Reply refused = imports.commit(checked);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("type")).endsWith("catalog-moved");
        JsonNode again = imports.await(checked.path("id").asString(), List.of("CHECKED"));
        assertThat(again.path("position").asString())
                .isNotEqualTo(checked.path("position").asString());
        Imports.assertCounts(again, 0, 1, 0, 0, 0);
        imports.committed(again);
        ObjectNode now =
                staff.call("GET", "/api/lender-products/" + product.text("id")).object();
        assertThat(now.path("feesNote").asString()).isEqualTo("edited meanwhile");
        assertThat(now.path("amountMin").asString()).isEqualTo("2.00");
    }

    @Test
    void aCatalogThatMovesWhileTheCommitRunsGivesANewDryRun() throws Exception {
        Reply product = create("Racing", "PUBLISHED");
        Reply elsewhere = create("Elsewhere in the catalog", "PUBLISHED");
        JsonNode checked = imports.dryRun(HEADER + row(product, "Racing", "2"));
        String id = checked.path("id").asString();
        try (Connection other = staff.database().connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(
                    "UPDATE lender_products SET fees_note = 'first' WHERE id = '" + elsewhere.text("id") + "'");
            statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
            assertThat(imports.commit(checked).status()).isEqualTo(202);
            Await.until(() -> Meanwhile.waitsForALock(staff.database()), "the commit waits for the head");
            other.commit();
        }
        JsonNode again = imports.await(id, List.of("CHECKED"));
        assertThat(again.path("problems").path(0).path("detail").asString()).startsWith("The catalog moved");
        assertThat(staff.call("GET", "/api/lender-products/" + product.text("id"))
                        .text("amountMin"))
                .isEqualTo("1.00");
        imports.committed(again);
    }

    /// Drafts don't move the catalog, so their revisions are compared.
    @Test
    void anEditOfADraftMeanwhileIsNotLost() throws Exception {
        Reply changed = create("Draft one", "DRAFT");
        Reply unchanged = create("Draft two", "DRAFT");
        for (Reply edited : List.of(changed, unchanged)) {
            Reply current = staff.call("GET", "/api/lender-products/" + edited.text("id"));
            JsonNode checked = imports.dryRun(HEADER
                    + row(changed, "Draft one", edited.equals(changed) ? "2" : "3")
                    + row(unchanged, "Draft two", "1"));
            edit(current);
            assertThat(imports.commit(checked).status()).isEqualTo(202);
            JsonNode again = imports.await(checked.path("id").asString(), List.of("CHECKED"));
            assertThat(again.path("problems").path(0).path("detail").asString()).startsWith("The catalog moved");
            assertThat(staff.database()
                            .text("SELECT fees_note FROM lender_products WHERE id = ?::uuid", edited.text("id")))
                    .isEqualTo("edited meanwhile");
            imports.committed(again);
        }
    }

    @Test
    void twoTiersMayTakeEachOthersPlace() throws Exception {
        Reply low = create("Tier low", "PUBLISHED");
        Reply high = create("Tier high", "PUBLISHED");
        String csv = HEADER + row(low, "Tier high", "1") + row(high, "Tier low", "1");
        JsonNode checked = imports.dryRun(csv);
        Imports.assertCounts(checked, 0, 2, 0, 0, 0);
        imports.committed(checked);
        assertThat(staff.call("GET", "/api/lender-products/" + low.text("id")).text("name"))
                .isEqualTo("Tier high");
        Imports.assertCounts(imports.dryRun(csv), 0, 0, 2, 0, 0);
    }

    @Test
    void aKeyThatAnotherProductHasIsAConflict() throws Exception {
        Reply mine = create("Mine", "PUBLISHED");
        Reply theirs = create("Theirs", "PUBLISHED");
        JsonNode checked = imports.dryRun(HEADER + row(mine, "THEIRS", "1"));
        Imports.assertCounts(checked, 0, 0, 0, 1, 0);
        assertThat(imports.rows(checked)
                        .getFirst()
                        .path("problems")
                        .path(0)
                        .path("detail")
                        .asString())
                .contains(theirs.text("id"));
    }

    @Test
    void aNewProductThatSomebodyElseMakesMeanwhileIsNotMadeTwice() throws Exception {
        JsonNode checked = imports.dryRun(HEADER + ",Bank,Twin,TERM_LOAN,CA,1,no,DRAFT\n");
        create("Twin", "DRAFT");
        assertThat(imports.commit(checked).status()).isEqualTo(202);
        JsonNode again = imports.await(checked.path("id").asString(), List.of("CHECKED"));
        Imports.assertCounts(again, 0, 0, 1, 0, 0);
        assertThat(staff.database().texts("SELECT id FROM lender_products WHERE name = 'Twin'"))
                .hasSize(1);
    }

    @Test
    void anArchivedProductIsMeantWhenNoneIsInUse() throws Exception {
        String csv = HEADER + ",Bank,Old,TERM_LOAN,CA,1,no,ARCHIVED\n";
        imports.imported(csv);
        Imports.assertCounts(imports.dryRun(csv), 0, 0, 1, 0, 0);
        assertThat(staff.database().texts("SELECT id FROM lender_products WHERE name = 'Old'"))
                .hasSize(1);
    }

    @Test
    void documentsComeAndGo() throws Exception {
        String header = "lender,name,category,country,receivables required,required documents\n";
        String first = header + "Bank,Papers,LOC,CA,no,Bank statements; TAX_RETURNS (optional closing from 5000)\n";
        JsonNode made = imports.imported(first);
        String id = imports.rows(made).getFirst().path("productId").asString();
        assertThat(staff.call("GET", "/api/lender-products/" + id).body().path("requiredDocuments"))
                .isEqualTo(Json.read("""
                        [{"amountFrom":null,"code":"BANK_STATEMENTS","required":true,"stage":"APPLICATION"},
                         {"amountFrom":"5000.00","code":"TAX_RETURNS","required":false,"stage":"CLOSING"}]
                        """));
        imports.imported(header + "Bank,Papers,LOC,CA,no,TAX_RETURNS (closing from 5000)\n");
        assertThat(staff.call("GET", "/api/lender-products/" + id).body().path("requiredDocuments"))
                .isEqualTo(Json.read("""
                        [{"amountFrom":"5000.00","code":"TAX_RETURNS","required":true,"stage":"CLOSING"}]
                        """));
    }

    @Test
    void aCommitThatIsCancelledWritesNothing() throws Exception {
        JsonNode checked = imports.dryRun(HEADER + ",Bank,Never,TERM_LOAN,CA,1,no,PUBLISHED\n");
        String one = "/api/imports/" + checked.path("id").asString();
        // Holds the commit back at its end, where it waits for the head.
        try (Connection other = staff.database().connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT FROM catalog_head FOR UPDATE");
            assertThat(imports.commit(checked).status()).isEqualTo(202);
            assertThat(staff.call("DELETE", one).status()).isEqualTo(204);
            other.rollback();
        }
        assertThat(imports.await(checked.path("id").asString(), List.of("CANCELLED"))
                        .path("status")
                        .asString())
                .isEqualTo("CANCELLED");
        create("Fence", "PUBLISHED");
        assertThat(staff.database().texts("SELECT id FROM lender_products WHERE name = 'Never'"))
                .isEmpty();
        // It can be taken up again.
        imports.committed(imports.dryRun(checked.path("id").asString(), Imports.mapping()));
    }

    /// The catalog moves under a commit that somebody cancels: that is no reason to begin again.
    @Test
    void aCommitThatIsCancelledStaysSoThoughTheCatalogMoves() throws Exception {
        Reply elsewhere = create("Elsewhere again", "PUBLISHED");
        JsonNode checked = imports.dryRun(HEADER + ",Bank,Never again,TERM_LOAN,CA,1,no,PUBLISHED\n");
        String id = checked.path("id").asString();
        try (Connection other = staff.database().connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(
                    "UPDATE lender_products SET fees_note = 'moved' WHERE id = '" + elsewhere.text("id") + "'");
            statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
            assertThat(imports.commit(checked).status()).isEqualTo(202);
            Await.until(() -> Meanwhile.waitsForALock(staff.database()), "the commit waits for the head");
            assertThat(staff.call("DELETE", "/api/imports/" + id).status()).isEqualTo(204);
            other.commit();
        }
        // Runs when the commit is over.
        imports.dryRun(HEADER + ",Bank,Fence,TERM_LOAN,CA,1,no,DRAFT\n");
        assertThat(staff.database().text("SELECT status FROM imports WHERE id = '" + id + "'"))
                .isEqualTo("CANCELLED");
    }

    /// Somebody maps the columns anew while another commits what was checked before.
    @Test
    void aCommitThatComesTooLateKeepsTheNewMapping() throws Exception {
        JsonNode checked = imports.dryRun(HEADER + ",Bank,Mapped,TERM_LOAN,CA,1,no,DRAFT\n");
        String id = checked.path("id").asString();
        Reply late = Meanwhile.overtaken(
                staff.database(),
                "UPDATE imports SET status = 'CHECKING', attempt = attempt + 1, alive_at = now(), position = NULL,"
                        + " mapping = jsonb_set(mapping, '{createLenders}', 'false') WHERE id = '" + id + "'",
                () -> imports.commit(checked));
        assertThat(late.status()).isEqualTo(409);
        assertThat(imports.state(id).path("mapping").path("createLenders").asBoolean())
                .isFalse();
    }

    /// Each makes room by forgetting another one.
    @Test
    void twoUploadsAtOnceBothFindRoom() throws Exception {
        staff.database()
                .run("INSERT INTO imports (filename, format, bytes, columns, rows, mapping, status)"
                        + " SELECT 'old', 'csv', 1, '[]', 0, '{}', 'CANCELLED' FROM generate_series(1, 20)");
        try (Connection other = staff.database().connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("DELETE FROM imports WHERE id = (SELECT id FROM imports"
                    + " WHERE status IN ('COMMITTED', 'CANCELLED', 'FAILED') ORDER BY created_at LIMIT 1)");
            assertThat(imports.upload(HEADER).status()).isEqualTo(201);
            other.commit();
        }
        staff.database().run("DELETE FROM imports WHERE filename = 'old'");
    }

    @Test
    void anImportThatIsForgottenMeanwhileIsNotFound() throws Exception {
        String id = Imports.uploaded(imports.upload(HEADER + ",Bank,Forgotten,TERM_LOAN,CA,1,no,DRAFT\n"));
        Reply late = Meanwhile.overtaken(
                staff.database(),
                "DELETE FROM imports WHERE id = '" + id + "'",
                () -> staff.call("PUT", "/api/imports/" + id + "/mapping", Imports.mapping()));
        assertThat(late.status()).isEqualTo(404);
    }

    @Test
    void aCatalogThatMovedIsNoAnswerForItsKey() throws Exception {
        JsonNode checked = imports.dryRun(HEADER + ",Bank,Keyed,TERM_LOAN,CA,1,no,DRAFT\n");
        String id = checked.path("id").asString();
        String path = "/api/imports/" + id + "/commit";
        Map<String, String> body = Map.of("position", checked.path("position").asString());
        Reply late = Meanwhile.overtaken(
                staff.database(),
                "UPDATE imports SET position = 'e:1' WHERE id = '" + id + "'",
                () -> staff.call("POST", path, body, "Idempotency-Key", "keyed"));
        assertThat(late.text("type")).endsWith("catalog-moved");
        imports.await(id, List.of("CHECKED"));
        assertThat(staff.call("POST", path, body, "Idempotency-Key", "keyed").status())
                .isEqualTo(202);
        imports.await(id, List.of("COMMITTED"));
    }

    @Test
    void anImportGoesOnAtAnotherNodeAndOutlivesOneThatDied(@TempDir Path otherFolder) throws Exception {
        String id = Imports.uploaded(imports.upload(HEADER + ",Bank,Elsewhere,TERM_LOAN,CA,1,no,DRAFT\n"));
        RunningStaff other = staff.beside(otherFolder);
        try {
            JsonNode checked = new Imports(other).dryRun(id, Imports.mapping());
            assertThat(imports.state(id)).isEqualTo(checked);
            staff.database()
                    .run(
                            "UPDATE imports SET status = 'COMMITTING', alive_at = now() - interval '3 minutes' WHERE id = '"
                                    + id + "'");
            JsonNode given = imports.state(id);
            assertThat(given.path("status").asString()).isEqualTo("CHECKED");
            assertThat(given.path("problems").path(0).path("detail").asString()).contains("stopped before its end");
            imports.committed(given);
        } finally {
            other.stop();
        }
    }

    @Test
    void aCommitIsDoneOnceHoweverOftenItIsAsked() throws Exception {
        JsonNode checked = imports.dryRun(HEADER + ",Bank,Once,TERM_LOAN,CA,1,no,DRAFT\n");
        String path = "/api/imports/" + checked.path("id").asString() + "/commit";
        Map<String, String> body = Map.of("position", checked.path("position").asString());
        String key = UUID.randomUUID().toString();
        Reply first = staff.call("POST", path, body, "Idempotency-Key", key);
        imports.await(checked.path("id").asString(), List.of("COMMITTED"));
        assertThat(staff.call("POST", path, body, "Idempotency-Key", key).body())
                .isEqualTo(first.body());
        assertThat(staff.call("POST", path, body).status()).isEqualTo(409);
        assertThat(staff.database()
                        .texts(
                                "SELECT action FROM audit_log WHERE subject = ?",
                                "import:" + checked.path("id").asString()))
                .containsExactly("import-committed");
        assertThat(staff.call("PUT", "/api/imports/" + checked.path("id").asString() + "/mapping", Imports.mapping())
                        .status())
                .isEqualTo(409);
    }

    @Test
    void manyRowsAreOneVersionAndTheirProgressIsSeen() throws Exception {
        String csv = "lender,name,category,country,amount min,receivables required,status,required documents\n"
                + IntStream.rangeClosed(1, 12_000)
                        .mapToObj(i ->
                                "Many " + i % 50 + ",Product " + i + ",LOC,CA," + i + ",no,PUBLISHED,VOID_CHEQUE\n")
                        .collect(Collectors.joining());
        JsonNode checked = imports.dryRun(csv);
        Imports.assertCounts(checked, 12_000, 0, 0, 0, 0);
        long version = staff.database().version();
        JsonNode committed = imports.committed(checked);
        assertThat(committed.path("progress")).isEqualTo(Json.read("{\"done\":12000,\"total\":12000}"));
        assertThat(staff.database().version()).isEqualTo(version + 1);
        Imports.assertCounts(imports.dryRun(csv), 0, 0, 12_000, 0, 0);
    }
}
