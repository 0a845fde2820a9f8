package dev.lendersync.e2e;

import java.time.Duration;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One round of each fault, on real processes; `-Dseed=N` runs the round of that seed only. Many more, and longer ones,
/// are in [SoakTest].
@Tag("slow")
class OracleTest {
    private static Oracle oracle;

    static Stream<Named<Long>> seeds() {
        Long only = Long.getLong("seed");
        LongStream seeds = only == null ? LongStream.range(0, FaultKind.values().length) : LongStream.of(only);
        return seeds.mapToObj(seed -> Named.of(FaultKind.ofSeed(seed) + ", seed " + seed, seed));
    }

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

    @ParameterizedTest(name = "P2 P3 P4 P6 P7 {0}")
    @MethodSource("seeds")
    void everyReplicaIsWhatSqlSaysWhateverFails(long seed) throws Exception {
        System.out.println(oracle.round(seed, Duration.ZERO));
    }
}
