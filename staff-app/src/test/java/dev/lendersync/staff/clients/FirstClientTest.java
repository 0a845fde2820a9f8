package dev.lendersync.staff.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lendersync.protocol.Epoch;
import dev.lendersync.protocol.Position;
import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.database.TestDatabase;
import dev.lendersync.staff.database.TestServers;
import dev.lendersync.staff.delivery.SecretBox;
import dev.lendersync.staff.delivery.WebhookSecrets;
import dev.lendersync.staff.identity.Credentials;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Random;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class FirstClientTest {
    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase postgres;
    private final Database database;
    private final FirstClient first;

    FirstClientTest() throws SQLException {
        postgres = TestDatabase.on(TestServers.embedded());
        database = new Database(vertx, postgres.options());
        SecretBox box = new SecretBox(new SecretKeySpec(new byte[32], "AES"), new Random(1));
        first = new FirstClient(new ClientRegistry(
                database,
                new WebhookSecrets(box, new Random(1)),
                new Credentials(new Random(2)),
                () -> new Position(new Epoch("e1"), 7),
                () -> {}));
    }

    @AfterEach
    void stop() throws SQLException {
        database.close().await();
        vertx.close().await();
        postgres.close();
    }

    private String clients() throws SQLException {
        return postgres.text("SELECT count(*) || ' ' || min(base_url) FROM client");
    }

    @Test
    void isRegisteredOnceHoweverItsAddressIsWritten(@TempDir Path folder) throws Exception {
        first.ensure("http://portal.example.com//", folder);
        String env = Files.readString(folder.resolve("client.env"));
        first.ensure("http://portal.example.com//", folder);
        first.ensure("http://portal.example.com", folder);

        assertThat(clients()).isEqualTo("1 http://portal.example.com");
        assertThat(env).containsPattern("STAFF_API_KEY=lsk_\\w+\nWEBHOOK_SECRET=whsec_\\S+\n");
        assertThat(Files.readString(folder.resolve("client.env"))).isEqualTo(env);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("client.env"))))
                .isEqualTo("rw-------");
    }

    /// Its key would be lost for ever.
    @Test
    void oneWhoseFileWasNeverWrittenIsRegisteredAnew(@TempDir Path folder) throws Exception {
        first.ensure("http://portal.example.com", folder);
        Files.move(folder.resolve("client.env"), folder.resolve("client.env.tmp"));
        first.ensure("http://portal.example.com", folder);

        assertThat(clients()).startsWith("2 ");
        assertThat(folder.resolve("client.env")).exists();
        assertThat(folder.resolve("client.env.tmp")).doesNotExist();
    }

    @Test
    void anAddressThatNoClientCanHaveIsRefused(@TempDir Path folder) {
        assertThatThrownBy(() -> first.ensure("portal", folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CLIENT_API_URL");
    }
}
