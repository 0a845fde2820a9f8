package dev.lendersync.e2e;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One round of each fault, on real processes. Many more, and longer ones, are in [SoakTest].
@Tag("slow")
class OracleTest {
    private static Oracle oracle;

    @BeforeAll
    static void start() throws Exception {
        oracle = Oracle.start(PostgresServer.start());
    }

    @AfterAll
    static void stop() {
        if (oracle != null) {
            oracle.close();
        }
    }

    @ParameterizedTest(name = "P2 P3 P4 P6 P7 when {0}")
    @EnumSource
    void everyReplicaIsWhatSqlSaysWhateverFailed(FaultKind kind) throws Exception {
        System.out.println(oracle.round(kind, kind.ordinal(), Duration.ZERO));
    }
}
