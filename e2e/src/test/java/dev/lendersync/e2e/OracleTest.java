package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One round of each fault, on real processes; `-Dseed=N` runs the round of that seed only. Many more, and longer ones,
/// are in [SoakTest].
@Tag("slow")
class OracleTest {
    // The Staff App waits 10 s for a reader that takes nothing.
    private static final Duration STANDSTILL = Duration.ofSeconds(12);
    private static final int MAX_TRIES = 3;

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

    @Test
    @DisplayName("P8 P4 a Client App held at SIGSTOP delays nobody, and is whole within 2 s of SIGCONT")
    void aClientAppThatStandsStillDelaysNobody() throws Exception {
        List<Standstill> tries = new ArrayList<>();
        // A machine that is busy with other things may take its time once: the Client App would take it always.
        do {
            tries.add(oracle.standstill(STANDSTILL));
            System.out.println(tries.getLast());
        } while (!tries.getLast().passed() && tries.size() < MAX_TRIES);
        assertThat(tries).anyMatch(Standstill::passed);
    }
}
