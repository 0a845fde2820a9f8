package dev.lendersync.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.staff.RunningStaff.Reply;
import dev.lendersync.staff.clients.StaffEvents;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `GET /api/staff/events`, as screens read it.
@Tag("slow")
@Timeout(60)
class StaffEventsTest {
    private static final int MAX_SCREENS = 1_000;
    private static final int MAX_OF_ONE = 100;
    private static final String ROWS = "event: rows data: {}";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final RunningStaff staff;
    private String token = RunningStaff.TOKEN;
    private boolean stopped;

    StaffEventsTest(@TempDir Path folder) throws Exception {
        staff = RunningStaff.start(folder);
    }

    @AfterEach
    void stop() throws Exception {
        http.shutdownNow();
        if (stopped) {
            staff.database().close();
        } else {
            staff.close();
        }
    }

    private HttpResponse<InputStream> answer() throws Exception {
        return http.send(
                staff.request("GET", StaffEvents.PATH, token, new byte[0]).build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    private BufferedReader open() throws Exception {
        HttpResponse<InputStream> answer = answer();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    /// The next event's name and data. Ends at the test's timeout when there is none.
    private static String next(BufferedReader events) throws Exception {
        String line = events.readLine();
        while (line != null && !line.startsWith("event: ")) {
            line = events.readLine();
        }
        return line + " " + events.readLine();
    }

    private String position() throws Exception {
        return staff.call("GET", "/api/clients").text("position");
    }

    @Test
    void saysWhereTheCatalogIsFirstAndWheneverItMoved() throws Exception {
        BufferedReader screen = open();
        assertThat(next(screen)).startsWith("event: catalog data: ").contains("\"" + position() + "\"");
        Reply lender = staff.createLender("Northern");
        assertThat(next(screen)).isEqualTo(ROWS);
        Reply product = staff.call(
                "POST",
                "/api/lender-products",
                RunningStaff.product(lender, "Flex").put("status", "PUBLISHED"));

        assertThat(product.status()).isEqualTo(201);
        assertThat(next(screen)).startsWith("event: catalog data: ").contains("\"" + product.text("position") + "\"");
    }

    @Test
    void saysOnceThatATransactionChangedWhatOnlyStaffSee() throws Exception {
        BufferedReader screen = open();
        next(screen);
        Reply lender = staff.createLender("Northern");
        assertThat(next(screen)).isEqualTo(ROWS);
        Reply product = staff.call("POST", "/api/lender-products", RunningStaff.product(lender, "Draft"));
        assertThat(next(screen)).isEqualTo(ROWS);

        String id = product.text("id");
        staff.database()
                .run(
                        "BEGIN",
                        "UPDATE lender_products SET name = 'Draft A' WHERE id = '" + id + "'",
                        "UPDATE lender_products SET name = 'Draft B' WHERE id = '" + id + "'",
                        "COMMIT");
        assertThat(next(screen)).isEqualTo(ROWS);

        staff.database().run("UPDATE lender_products SET status = 'PUBLISHED' WHERE id = '" + id + "'");
        assertThat(next(screen))
                .as("what clients see too is told by the catalog")
                .startsWith("event: catalog");
        staff.database().run("UPDATE lender_products SET internal_notes = 'seen by staff' WHERE id = '" + id + "'");
        assertThat(next(screen)).isEqualTo(ROWS);
    }

    @Test
    void saysThatClientsChanged() throws Exception {
        BufferedReader screen = open();
        next(screen);
        staff.call("POST", "/api/clients", Map.of("name", "Portal", "baseUrl", "http://127.0.0.1:1"));

        assertThat(next(screen)).isEqualTo("event: clients data: {}");
    }

    @Test
    void takesNoMoreScreensThanItsLimitUntilOneCloses() throws Exception {
        List<BufferedReader> screens = new ArrayList<>();
        for (int i = 0; i < MAX_OF_ONE; i++) {
            screens.add(open());
        }
        assertThat(answer().statusCode()).isEqualTo(429);
        while (screens.size() < MAX_SCREENS) {
            token = staff.call("POST", "/api/tokens", Map.of("name", "another", "role", "viewer"))
                    .text("token");
            for (int i = 0; i < MAX_OF_ONE; i++) {
                screens.add(open());
            }
        }
        token = RunningStaff.TOKEN;
        assertThat(answer().statusCode()).isEqualTo(503);
        screens.getFirst().close();

        int status = 503;
        while (status != 200) {
            HttpResponse<InputStream> answer = answer();
            status = answer.statusCode();
            answer.body().close();
        }
        assertThat(next(screens.getLast())).startsWith("event: catalog");
    }

    @Test
    void aServerThatStopsEndsThemWhole() throws Exception {
        BufferedReader screen = open();
        next(screen);
        stopped = true;
        staff.stop();

        // A stream that is cut instead fails here.
        assertThat(screen.lines()).allMatch(line -> line.isEmpty() || line.startsWith(":"));
    }
}
