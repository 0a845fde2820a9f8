package dev.lendersync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final Path ROOT = Path.of("/project");

    @Test
    void withoutAnyVariableEverythingHasItsPlace() {
        Settings settings = Settings.of(ROOT, Map.of());

        assertThat(settings.home()).isEqualTo(Path.of("/project/.data"));
        assertThat(settings.staffUrl()).isEqualTo("http://127.0.0.1:8080");
        assertThat(settings.clientUrls()).containsExactly("http://127.0.0.1:8081", "http://127.0.0.1:8082");
        assertThat(settings.loadsSample()).isTrue();
        assertThat(settings.databaseUrl()).isNull();
        assertThat(settings.adminEmail()).isEqualTo("admin@localhost");
        assertThat(settings.adminPassword()).isNull();
    }

    @Test
    void variablesDecideAndBlankOnesDoNot() {
        Settings settings = Settings.of(
                ROOT,
                Map.of(
                        "LENDER_SYNC_HOME", "/var/lib/ls",
                        "STAFF_PORT", "9000",
                        "CLIENT_PORTS", "9001, 9002,9003",
                        "RUN_SAMPLE", "none",
                        "STAFF_HOST", "0.0.0.0",
                        "INSECURE", "true",
                        "CLIENT_HOST", "::1",
                        "ADMIN_EMAIL", " "));

        assertThat(settings.home()).isEqualTo(Path.of("/var/lib/ls"));
        assertThat(settings.staffUrl()).isEqualTo("http://127.0.0.1:9000");
        assertThat(settings.clientUrls())
                .containsExactly("http://[::1]:9001", "http://[::1]:9002", "http://[::1]:9003");
        assertThat(settings.loadsSample()).isFalse();
        assertThat(settings.adminEmail()).isEqualTo("admin@localhost");
        assertThat(settings.portsText()).isEqualTo("9000, 9001, 9002, 9003");
    }

    @ParameterizedTest
    @CsvSource({
        "STAFF_HOST, 0.0.0.0",
        "CLIENT_HOST, 192.168.1.5",
        "TLS_CERT, cert.pem",
        "STAFF_PORT, http",
        "STAFF_PORT, 0",
        "STAFF_PORT, 65536",
        "STAFF_PORT, -1",
        "STAFF_PORT, 8081",
        "CLIENT_PORTS, '8081,'",
        "CLIENT_PORTS, '8081;8082'",
        "CLIENT_PORTS, '8081,8081'",
        "CLIENT_PORTS, 8080",
        "RUN_SAMPLE, no",
        "DATABASE_URL, postgresql://me@db/x"
    })
    void whatMakesNoSenseIsNamedInOneLine(String name, String value) {
        assertThatExceptionOfType(RunFailure.class)
                .isThrownBy(() -> Settings.of(ROOT, Map.of(name, value)))
                .withMessageContaining(name)
                .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(2))
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("\n"));
    }

    @Test
    void aDatabaseOfOnesOwnNeedsASecretsKey() {
        Map<String, String> environment = Map.of("DATABASE_URL", "postgresql://me@db/x", "SECRETS_KEY", "k");

        assertThat(Settings.of(ROOT, environment).databaseUrl()).isEqualTo("postgresql://me@db/x");
    }
}
