package dev.lendersync.benchmarks;

import dev.lendersync.protocol.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// A CSV file of new products, then the same file again, through the API: from the sending of each request until the
/// state says that its work is done.
final class Imports {
    private static final int[] SIZES = {10_000, 50_000};
    private static final String HEADER = "lender,name,category,country,amountMin,amountMax,rateKind,rateMin,rateMax,"
            + "regionsExcluded,fundsPurposes,requiresReceivables,requiredDocuments,description,status\n";

    private final HttpClient http = HttpClient.newHttpClient();
    private final StaffSystem staff;

    private Imports(StaffSystem staff) {
        this.staff = staff;
    }

    static void run(Path staffJar) throws Exception {
        for (int rows : SIZES) {
            try (StaffSystem staff = StaffSystem.start(staffJar, List.of("-Xmx512m"), Map.of())) {
                Imports imports = new Imports(staff);
                System.out.println("  " + rows + " new rows: " + imports.seconds(file(rows)));
                System.out.println("  the same file again: " + imports.seconds(file(rows)));
            }
        }
    }

    private static String file(int rows) {
        return HEADER
                + IntStream.range(0, rows)
                        .mapToObj(i -> "Lender " + (1 + i % 50) + ",Imported " + i + ",Term loan,Canada,"
                                + (10_000 + i) + ",500000,APR,5%,10%,CA-QC; CA-YT,Equipment; Inventory,no,"
                                + (i % 5 == 0 ? "Bank statements; Void cheque" : "") + ",\"What it is for, number "
                                + i + "\",active\n")
                        .collect(Collectors.joining());
    }

    private String seconds(String file) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        String id = send(
                        "POST",
                        "/api/imports?kind=products&filename=products.csv",
                        "text/csv",
                        file.getBytes(StandardCharsets.UTF_8))
                .path("id")
                .stringValue();
        long uploaded = System.nanoTime();
        String one = "/api/imports/" + id;
        send("PUT", one + "/mapping", "application/json", Json.write(Map.of("createLenders", true)));
        JsonNode checked = await(one, "CHECKED");
        long checkedAt = System.nanoTime();
        String position = checked.path("position").stringValue();
        send("POST", one + "/commit", "application/json", Json.write(Map.of("position", position)));
        JsonNode committed = await(one, "COMMITTED");
        long ended = System.nanoTime();
        return String.format(
                Locale.ROOT,
                "%.1f s: upload %.1f, dry run %.1f, commit %.1f; %s",
                (ended - begun) / 1e9,
                (uploaded - begun) / 1e9,
                (checkedAt - uploaded) / 1e9,
                (ended - checkedAt) / 1e9,
                committed.path("counts"));
    }

    private JsonNode await(String path, String status) throws IOException, InterruptedException {
        while (true) {
            JsonNode state = send("GET", path, "application/json", new byte[0]);
            String now = state.path("status").stringValue();
            if (now.equals(status)) {
                return state;
            }
            if (!now.equals("CHECKING") && !now.equals("COMMITTING")) {
                throw new IOException("the import is " + state);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private JsonNode send(String method, String path, String type, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(staff.url().resolve(path))
                .header("Authorization", "Bearer " + staff.token())
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() >= 300) {
            throw new IOException(path + " answered " + answer.statusCode() + " "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return Json.read(answer.body());
    }
}
