package dev.lendersync.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.RunningStaff.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Many editors of one product at the same moment: each write that was answered with success is built on the state that
/// its writer had read, so none is lost.
///
/// Each writer reads a counter and writes it back one higher. When no update is lost, the counter ends at the number of
/// writes that succeeded.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostUpdatesTest {
    private static final String PRODUCTS = "/api/lender-products";
    private static final String COUNTER = "minMonthsInBusiness";
    private static final int WRITERS = 6;
    private static final int WRITES = 15;

    private RunningStaff staff;

    /// One writer's attempt: true when the Staff App said that it was done.
    @FunctionalInterface
    private interface Attempt {
        boolean write(JsonNode read) throws IOException, InterruptedException;
    }

    @BeforeAll
    void start(@TempDir Path folder) throws SQLException, IOException {
        staff = RunningStaff.start(folder);
    }

    @AfterAll
    void stop() throws SQLException {
        staff.close();
    }

    @Test
    void racingPutsLoseNothing() throws Exception {
        String path = counterAtZero("Racing Bank");
        raceOn(path, List.of(read -> put(path, read)));
    }

    @Test
    void bulkAgainstSingleEditsLosesNothing() throws Exception {
        String path = counterAtZero("Bulk Racing Bank");
        raceOn(path, List.of(read -> put(path, read), this::bulk));
    }

    /// A restore has the effect of an edit: one that was read before it is refused, and it is refused itself when it
    /// names a revision that is gone.
    @Test
    void restoreAgainstEditsLosesNothing() throws Exception {
        String path = counterAtZero("Restoring Bank");
        JsonNode first =
                staff.call("GET", path + "/history").body().path("items").get(0);
        String restore = path + "/history/" + first.path("id").asString() + "/restore";
        List<Integer> changes = race(
                path,
                List.of(
                        read -> put(path, read),
                        read -> revised(staff.call("POST", restore, Map.of(), "If-Match", revision(read)), read)));
        Reply after = staff.call("GET", path);
        // Each that changed something moved the revision it had read by one, so two can't have moved the same one.
        assertThat(after.body().path("revision").asInt()).isEqualTo(1 + sum(changes));
    }

    private String counterAtZero(String lender) throws IOException, InterruptedException {
        ObjectNode draft =
                RunningStaff.product(staff.createLender(lender), "Counter").put(COUNTER, 0);
        return PRODUCTS + "/" + staff.call("POST", PRODUCTS, draft).text("id");
    }

    private boolean put(String path, JsonNode read) throws IOException, InterruptedException {
        return done(staff.call("PUT", path, next(read), "If-Match", revision(read)), 412);
    }

    private boolean bulk(JsonNode read) throws IOException, InterruptedException {
        ObjectNode body = Json.MAPPER.createObjectNode().put("action", "set");
        body.putArray("products")
                .addObject()
                .put("id", read.path("id").asString())
                .set("revision", read.path("revision"));
        body.putObject("set").put(COUNTER, read.path(COUNTER).asInt() + 1);
        return done(staff.call("POST", PRODUCTS + "/bulk", body), 409);
    }

    /// Whether it was done and changed something.
    private static boolean revised(Reply reply, JsonNode read) {
        return done(reply, 412) && !reply.revision().equals(revision(read));
    }

    private static boolean done(Reply reply, int beaten) {
        assertThat(reply.status()).as("%s", reply.body()).isIn(200, beaten);
        return reply.status() == 200;
    }

    private static ObjectNode next(JsonNode read) {
        ObjectNode next = ((ObjectNode) read).deepCopy();
        return next.put(COUNTER, read.path(COUNTER).asInt() + 1);
    }

    private static String revision(JsonNode read) {
        return "\"" + read.path("revision").asLong() + "\"";
    }

    private void raceOn(String path, List<Attempt> kinds) throws Exception {
        List<Integer> done = race(path, kinds);
        assertThat(done).as("every writer got through").allMatch(count -> count > 0);
        assertThat(staff.call("GET", path).body().path(COUNTER).asInt()).isEqualTo(sum(done));
    }

    private static int sum(List<Integer> counts) {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }

    /// Lets all writers loose at once, each on its kind of write.
    ///
    /// @return how many writes of each were done
    private List<Integer> race(String path, List<Attempt> kinds) throws Exception {
        CyclicBarrier together = new CyclicBarrier(WRITERS);
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            List<Callable<Integer>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                Attempt attempt = kinds.get(i % kinds.size());
                writers.add(() -> {
                    together.await(20, TimeUnit.SECONDS);
                    int done = 0;
                    // Bounded, since a writer may be beaten often.
                    for (int tries = 0; done < WRITES && tries < WRITES * 20; tries++) {
                        done += attempt.write(staff.call("GET", path).body()) ? 1 : 0;
                    }
                    return done;
                });
            }
            List<Integer> done = new ArrayList<>();
            for (Future<Integer> writer : threads.invokeAll(writers)) {
                done.add(writer.get());
            }
            return done;
        }
    }
}
