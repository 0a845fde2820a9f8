package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.run.sample.SampleCatalog;
import dev.lendersync.run.sample.SampleLoader;
import java.sql.Connection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Catalogs of all sizes, filled, emptied and refilled, are the same everywhere.
@Tag("slow")
class SizesTest {
    private static final long SEED = 7;
    private static final String ZEROS = "0".repeat(64);

    private static LocalSystem system;

    @BeforeAll
    static void start() throws Exception {
        system = LocalSystem.start();
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 541, 5_300, 10_000})
    void aCatalogIsTheSameEverywhereFilledEmptiedAndRefilled(int size) throws Exception {
        empty();
        load(size);
        Truth filled = Truth.assertIdenticalEverywhere(system);
        assertThat(filled.documents()).hasSize(size);

        empty();
        Truth emptied = Truth.assertIdenticalEverywhere(system);
        assertThat(emptied.documents()).isEmpty();

        load(size);
        assertThat(Truth.assertIdenticalEverywhere(system).documents()).hasSize(size);
    }

    @Test
    void anEmptyCatalogIsAValidCatalog() throws Exception {
        empty();

        Truth truth = Truth.assertIdenticalEverywhere(system);

        assertThat(truth.digest()).isEqualTo(ZEROS);
        for (LocalSystem.Client client : system.clients()) {
            assertThat(Http.get(client.app().url() + "/readyz").status()).isEqualTo(200);
        }
    }

    private static void empty() throws Exception {
        system.database().execute("TRUNCATE lender_products CASCADE");
        system.database().execute("DELETE FROM lenders");
    }

    private static void load(int size) throws Exception {
        try (Connection connection = system.database().connect()) {
            SampleLoader.load(connection, SampleCatalog.of(SEED, size));
        }
    }
}
