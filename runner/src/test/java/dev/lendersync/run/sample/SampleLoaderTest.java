package dev.lendersync.run.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lendersync.postgres.EmbeddedPostgres;
import dev.lendersync.postgres.EmbeddedPostgresConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Against a real PostgreSQL with tables of the domain's columns; the end-to-end tests use the real migrations.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleLoaderTest {
    private static final SampleCatalog CATALOG = SampleCatalog.standard();

    @TempDir
    private static Path folder;

    private EmbeddedPostgres postgres;
    private Connection connection;

    @BeforeAll
    void startPostgres() throws Exception {
        postgres = EmbeddedPostgres.start(EmbeddedPostgresConfig.in(folder, new SecureRandom()));
        connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    @AfterAll
    void stopPostgres() throws Exception {
        connection.close();
        postgres.close();
    }

    @BeforeEach
    void createTables() throws Exception {
        execute(tables());
    }

    @Test
    void everyRowArrivesInOneTransaction() throws Exception {
        SampleLoader.load(connection, CATALOG);

        assertThat(texts("SELECT name || '|' || status FROM lenders ORDER BY id"))
                .containsExactlyElementsOf(CATALOG.lenders().stream()
                        .map(lender -> lender.name() + "|" + lender.status())
                        .toList());
        assertThat(texts(
                        "SELECT concat_ws('|', name, category, country, amount_min, rate_min, requires_receivables::text,"
                                + " array_to_string(regions_excluded, ','), description, status)"
                                + " FROM lender_products ORDER BY id"))
                .containsExactlyElementsOf(
                        CATALOG.products().stream().map(SampleLoaderTest::line).toList());
        assertThat(texts("SELECT count(*) FROM required_documents"))
                .containsExactly(String.valueOf(CATALOG.products().stream()
                        .mapToInt(product -> product.documents().size())
                        .sum()));
        assertThat(texts("SELECT count(DISTINCT xmin::text) FROM (SELECT xmin FROM lenders UNION ALL"
                        + " SELECT xmin FROM lender_products UNION ALL SELECT xmin FROM required_documents) AS rows"))
                .containsExactly("1");
        assertThat(connection.getAutoCommit()).isTrue();
    }

    @Test
    void aDatabaseThatHoldsAnythingIsLeftAlone() throws Exception {
        SampleCatalog one = SampleCatalog.of(5, 1);

        assertThat(SampleLoader.loadIfEmpty(connection, one)).isTrue();
        assertThat(SampleLoader.loadIfEmpty(connection, CATALOG)).isFalse();

        assertThat(texts("SELECT id FROM lender_products"))
                .containsExactly(one.products().getFirst().id().toString());
    }

    @Test
    void nothingIsLeftOfALoadThatFails() throws Exception {
        execute("ALTER TABLE required_documents ADD CHECK (code <> 'TAX_RETURNS')");

        assertThatThrownBy(() -> SampleLoader.load(connection, CATALOG)).isInstanceOf(SQLException.class);

        assertThat(texts("SELECT count(*) FROM lenders")).containsExactly("0");
        assertThat(connection.getAutoCommit()).isTrue();
    }

    private static String line(SampleProduct product) {
        List<String> values = new ArrayList<>(List.of(product.name(), product.category(), product.country()));
        values.add(Objects.toString(product.amounts().min(), null));
        values.add(Objects.toString(product.rate().min(), null));
        values.add(String.valueOf(product.requirements().requiresReceivables()));
        values.add(String.join(",", product.uses().regionsExcluded()));
        values.add(product.notes().description());
        values.add(product.status());
        values.removeIf(Objects::isNull);
        return String.join("|", values);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> texts(String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static String tables() throws IOException {
        try (InputStream sql =
                Objects.requireNonNull(SampleLoaderTest.class.getResourceAsStream("/sample-tables.sql"))) {
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
