package dev.lendersync.replica;

import static dev.lendersync.replica.Catalogs.catalog;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.SyncHeaders;
import dev.lendersync.replica.transport.Live;
import dev.lendersync.replica.transport.LiveListener;
import dev.lendersync.replica.transport.LiveRequest;
import dev.lendersync.replica.transport.Request;
import dev.lendersync.replica.transport.Response;
import dev.lendersync.replica.transport.Transport;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One pull running, one queued, no wake-up lost: whatever was committed before a call is there when it is answered.
class SingleFlightTest {
    private static final int CALLS = 100;

    private final VirtualTime time = new VirtualTime();
    private final StaffAppDouble staff = new StaffAppDouble(catalog(1));
    private int inFlight;
    private int pulls;
    private int answered;

    static LongStream seeds() {
        return Long.getLong("seed") != null ? LongStream.of(Long.getLong("seed")) : LongStream.range(0, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyCallSeesWhatWasCommittedBeforeIt(long seed) {
        Random random = new Random(seed);
        LenderProducts products = LenderProducts.connect("http://staff.test", "lsk_key")
                .transport(new SlowTransport(random))
                .on(() -> time.surroundings(random))
                .start();
        for (int i = 0; i < CALLS; i++) {
            time.after(Duration.ofMillis(random.nextInt(5_000)), staff::commitNext);
            time.after(Duration.ofMillis(random.nextInt(5_000)), () -> call(products, random));
        }
        time.advance(Duration.ofSeconds(30));
        assertThat(answered).isEqualTo(CALLS);
        // A pull takes 50 ms or more, so no more than this fit; without sharing it would be one for each call.
        assertThat(pulls).isLessThan(5_000 / 50 + 10);
    }

    private void call(LenderProducts products, Random random) {
        long committed = staff.catalog().position().version();
        int startedBefore = pulls;
        CompletableFuture<?> call = random.nextInt(10) == 0
                ? products.refreshFully().thenAccept(got -> check(got.position().version(), committed))
                : products.refresh().thenAccept(got -> check(got.position().version(), committed));
        call.thenRun(() -> assertThat(pulls).isGreaterThan(startedBefore)).thenRun(() -> answered++);
    }

    private static void check(long got, long committed) {
        assertThat(got).isGreaterThanOrEqualTo(committed);
    }

    /// What it answers is decided when the request is sent: the oldest truth that an answer may tell.
    private final class SlowTransport implements Transport {
        private final Random random;

        SlowTransport(Random random) {
            this.random = random;
        }

        @Override
        public CompletableFuture<Response> send(Request request) {
            Response response = staff.answer(request);
            if (request.path().equals(SyncHeaders.APPLIED_PATH)) {
                return CompletableFuture.completedFuture(response);
            }
            pulls++;
            assertThat(++inFlight).isEqualTo(1);
            CompletableFuture<Response> answer = new CompletableFuture<>();
            time.after(Duration.ofMillis(50 + random.nextInt(200)), () -> {
                inFlight--;
                answer.complete(response);
            });
            return answer;
        }

        @Override
        public Live open(LiveRequest request, LiveListener listener) {
            return NoFeed.refuse(listener);
        }

        @Override
        public void close() {}
    }
}
