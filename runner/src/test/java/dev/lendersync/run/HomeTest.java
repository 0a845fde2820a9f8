package dev.lendersync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a home holds and who may use it.
class HomeTest {
    @TempDir
    private Path folder;

    @Test
    void onlyTheOwnerReadsWhatIsWritten() throws Exception {
        Home home = new Home(folder.resolve("new home"));

        home.write("run.json", Map.of("a", 1));
        home.write("run.json", Map.of("a", 2));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.file("run.json"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.folder())))
                .isEqualTo("rwx------");
        assertThat(home.read("run.json").orElseThrow().path("a").asInt()).isEqualTo(2);
        assertThat(home.read("other.json")).isEmpty();
    }

    @Test
    void oldLogsAreKeptThree() throws Exception {
        Home home = new Home(folder);
        for (int run = 1; run <= 5; run++) {
            home.rotateLog("app");
            Files.writeString(home.log("app"), "run " + run);
        }

        assertThat(home.log("app")).hasContent("run 5");
        assertThat(Path.of(home.log("app") + ".1")).hasContent("run 4");
        assertThat(Path.of(home.log("app") + ".3")).hasContent("run 2");
        assertThat(Path.of(home.log("app") + ".4")).doesNotExist();
    }

    @Test
    void aHomeIsUsedByOneRunAtATime() throws Exception {
        Home home = new Home(folder);
        HomeLock first = HomeLock.take(home, "process 17, ports 1, 2");

        assertThatExceptionOfType(RunFailure.class)
                .isThrownBy(() -> HomeLock.take(home, "process 18"))
                .withMessageContainingAll(folder.toString(), "process 17, ports 1, 2", "LENDER_SYNC_HOME")
                .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(1));

        first.close();
        HomeLock.take(home, "process 18").close();
    }

    @Test
    void aPortThatIsTakenIsNamedWithItsVariable() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            Settings staff = Settings.of(folder, Map.of("STAFF_PORT", port));
            Settings client = Settings.of(folder, Map.of("STAFF_PORT", freePort(), "CLIENT_PORTS", port));

            assertThatExceptionOfType(RunFailure.class)
                    .isThrownBy(() -> Ports.requireFree(staff))
                    .withMessageContainingAll(port, "STAFF_PORT")
                    .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(1));
            assertThatExceptionOfType(RunFailure.class)
                    .isThrownBy(() -> Ports.requireFree(client))
                    .withMessageContainingAll(port, "CLIENT_PORTS");
        }
    }

    @Test
    void theAdminsSecretsAreRandomAndRemembered() throws Exception {
        Home home = new Home(folder);
        Settings settings = Settings.of(folder, Map.of());

        AdminAccount first = AdminAccount.recall(home, settings, new SecureRandom());

        assertThat(first.token()).matches("lst_[A-Za-z0-9]{40}");
        assertThat(first.password()).matches("[A-Za-z0-9]{20}");
        assertThat(AdminAccount.recall(home, settings, new SecureRandom())).isEqualTo(first);
        AdminAccount other = AdminAccount.recall(new Home(folder.resolve("other")), settings, new SecureRandom());
        assertThat(other.token()).isNotEqualTo(first.token());
        Settings chosen = Settings.of(folder, Map.of("ADMIN_PASSWORD", "my own", "ADMIN_EMAIL", "me@here"));
        assertThat(AdminAccount.recall(home, chosen, new SecureRandom()))
                .isEqualTo(new AdminAccount("me@here", "my own", first.token()));
    }

    private static String freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return String.valueOf(socket.getLocalPort());
        }
    }
}
