package dev.lendersync.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.staff.clients.Await;
import dev.lendersync.staff.clients.StaffEvents;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Callers who are gone before PostgreSQL has said who they are: nothing tells of their end any more.
@Tag("slow")
@Timeout(60)
class LeftEarlyTest {
    private static final int SCREENS_OF_ONE = 100;
    private static final int UPLOADS_OF_ONE = 2;
    private static final String UPLOAD = "POST /api/imports?kind=products&filename=a HTTP/1.1\r\nContent-Length: 9\r\n";
    private static final String WAITING =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";

    private final AtomicLong passed = new AtomicLong();
    private final RunningStaff staff;

    LeftEarlyTest(@TempDir Path folder) throws Exception {
        staff = RunningStaff.start(folder, () -> System.nanoTime() + passed.get());
    }

    @AfterEach
    void stop() throws Exception {
        staff.close();
    }

    @Test
    void theyTakeNoScreensPlace() throws Exception {
        leaveEarly(SCREENS_OF_ONE, "GET " + StaffEvents.PATH + " HTTP/1.1\r\n");
        HttpClient http = HttpClient.newHttpClient();
        HttpResponse<InputStream> screen = http.send(
                staff.request("GET", StaffEvents.PATH, RunningStaff.TOKEN, new byte[0])
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(screen.statusCode()).isEqualTo(200);
        http.shutdownNow();
    }

    @Test
    void theyTakeNoUploadsPlace() throws Exception {
        leaveEarly(UPLOADS_OF_ONE, UPLOAD);
        assertThat(new Imports(staff).upload("name\nFlex\n").status()).isEqualTo(201);
    }

    @Test
    void theyLeaveNoFile() throws Exception {
        Set<Path> before = files();
        String request = UPLOAD + "Host: x\r\nAuthorization: Bearer " + RunningStaff.TOKEN + "\r\n\r\n";
        for (int i = 0; i < 50; i++) {
            assertThat(staff.call("GET", "/api/lenders").status()).isEqualTo(200);
            try (Socket caller =
                    new Socket(InetAddress.getLoopbackAddress(), staff.uri("/").getPort())) {
                caller.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            }
        }
        Await.until(() -> before.containsAll(files()), "the files are gone");
    }

    private static Set<Path> files() {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(file -> file.getFileName().toString().startsWith("lender-sync-upload-"))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void leaveEarly(int times, String head) throws Exception {
        String request = head + "Host: x\r\nAuthorization: Bearer " + RunningStaff.TOKEN + "\r\n\r\n";
        assertThat(staff.call("GET", "/api/lenders").status()).isEqualTo(200);
        passed.addAndGet(Duration.ofMinutes(1).toNanos());
        try (Connection connection = staff.database().connect();
                Statement lock = connection.createStatement()) {
            connection.setAutoCommit(false);
            lock.execute("LOCK TABLE staff_token IN ACCESS EXCLUSIVE MODE");
            List<Socket> callers = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                Socket caller = new Socket(
                        InetAddress.getLoopbackAddress(), staff.uri("/").getPort());
                caller.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                callers.add(caller);
            }
            Await.until(() -> waiting() >= Math.min(times, 10), "they are asked about");
            for (Socket caller : callers) {
                caller.close();
            }
            // On the same event loop, so that by now it knows that they went.
            staff.send(staff.request("GET", "/healthz", "", new byte[0]));
        }
        // Behind them in every queue.
        assertThat(staff.call("GET", "/api/lenders").status()).isEqualTo(200);
    }

    private int waiting() {
        try {
            return Integer.parseInt(staff.database().text(WAITING));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
