package dev.lendersync.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.RunningStaff.Reply;
import dev.lendersync.staff.clients.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Somebody who imports files through the API, and waits for what runs.
record Imports(RunningStaff staff) {
    static final String CSV = "text/csv";
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    Reply upload(String csv) throws IOException, InterruptedException {
        return upload(csv.getBytes(StandardCharsets.UTF_8), CSV);
    }

    Reply upload(byte[] file, String type) throws IOException, InterruptedException {
        return staff.send(staff.request("POST", "/api/imports?kind=products&filename=a", RunningStaff.TOKEN, file)
                .setHeader("Content-Type", type));
    }

    /// The state after a dry run with the guessed mapping; lenders are added.
    JsonNode dryRun(String csv) throws IOException, InterruptedException {
        return dryRun(uploaded(upload(csv)), mapping());
    }

    JsonNode dryRun(byte[] file, String type) throws IOException, InterruptedException {
        return dryRun(uploaded(upload(file, type)), mapping());
    }

    static ObjectNode mapping() {
        return Json.MAPPER.createObjectNode().put("createLenders", true);
    }

    static String uploaded(Reply reply) {
        assertThat(reply.status()).as("%s", reply.body()).isEqualTo(201);
        return reply.text("id");
    }

    JsonNode dryRun(String id, ObjectNode mapping) throws IOException, InterruptedException {
        Reply started = staff.call("PUT", "/api/imports/" + id + "/mapping", mapping);
        assertThat(started.status()).as("%s", started.body()).isEqualTo(202);
        return await(id, List.of("CHECKED"));
    }

    JsonNode state(String id) {
        try {
            return staff.call("GET", "/api/imports/" + id).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Waits while it runs; then it must be in one of these states.
    JsonNode await(String id, List<String> statuses) throws InterruptedException {
        AtomicReference<JsonNode> seen = new AtomicReference<>();
        Await.until(
                () -> {
                    seen.set(state(id));
                    return !List.of("CHECKING", "COMMITTING")
                            .contains(seen.get().path("status").asString());
                },
                "the work of the import ends",
                Duration.ofMinutes(2));
        JsonNode state = seen.get();
        assertThat(statuses).as("%s", state).contains(state.path("status").asString());
        return state;
    }

    Reply commit(JsonNode checked) throws IOException, InterruptedException {
        return staff.call(
                "POST",
                "/api/imports/" + checked.path("id").asString() + "/commit",
                Map.of("position", checked.path("position").asString()));
    }

    /// Commits, and expects it to be done.
    JsonNode committed(JsonNode checked) throws IOException, InterruptedException {
        Reply reply = commit(checked);
        assertThat(reply.status()).as("%s", reply.body()).isEqualTo(202);
        return await(checked.path("id").asString(), List.of("COMMITTED"));
    }

    JsonNode imported(String csv) throws IOException, InterruptedException {
        return committed(dryRun(csv));
    }

    List<JsonNode> rows(JsonNode state) throws IOException, InterruptedException {
        return staff.call("GET", "/api/imports/" + state.path("id").asString() + "/rows?pageSize=500")
                .body()
                .path("items")
                .valueStream()
                .toList();
    }

    static void assertCounts(JsonNode state, int added, int changed, int unchanged, int conflict, int invalid) {
        ObjectNode counts = Json.MAPPER
                .createObjectNode()
                .put("new", added)
                .put("changed", changed)
                .put("unchanged", unchanged)
                .put("conflict", conflict)
                .put("invalid", invalid);
        assertThat(state.path("counts")).as("%s", state).isEqualTo(counts);
    }

    byte[] export(String query) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = http.send(
                    staff.request("GET", "/api/lender-products/export?" + query, RunningStaff.TOKEN, new byte[0])
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        }
    }

    static byte[] workbook(Consumer<Worksheet> fill) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "Test", "1.0")) {
            fill.accept(workbook.newWorksheet("Sheet"));
        }
        return bytes.toByteArray();
    }
}
