package dev.lendersync.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// The command line. Run where none of the environment variables is set.
class ClientAppOptionsTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void defaults() {
        ClientSettings settings = settings("--staff-key", "lsk_1");
        assertThat(settings)
                .isEqualTo(new ClientSettings(
                        "127.0.0.1",
                        8081,
                        URI.create("http://127.0.0.1:8080"),
                        "lsk_1",
                        List.of(),
                        Path.of(".data/client-8081")));
    }

    @Test
    void everyOptionIsTaken() {
        ClientSettings settings = settings(
                "--host=0.0.0.0",
                "--insecure",
                "--port=9000",
                "--staff-url=https://staff.example/x",
                "--staff-key=lsk_2",
                "--webhook-secret=" + SECRET + ", " + SECRET);
        assertThat(settings.host()).isEqualTo("0.0.0.0");
        assertThat(settings.staffUrl()).isEqualTo(URI.create("https://staff.example/x"));
        assertThat(settings.webhookSecrets()).hasSize(2);
        assertThat(settings.dataDir()).isEqualTo(Path.of(".data/client-9000"));
        assertThat(settings.listening().insecure()).isTrue();
        assertThat(settings("--staff-key=k", "--insecure", "--staff-url=http://staff.example")
                        .staffUrl())
                .hasHost("staff.example");
        assertThat(settings.toString()).doesNotContain("lsk_2").doesNotContain("whsec");
    }

    @Test
    void helpListsEveryOptionWithItsVariableAndDefault() {
        assertThat(execute("--help")).isZero();
        String help = out.toString().replaceAll("\\s+", " ");
        for (String text : List.of(
                "CLIENT_HOST, default 127.0.0.1",
                "CLIENT_PORT, default 8081",
                "STAFF_API_URL, default http://127.0.0.1:8080",
                "STAFF_API_KEY, required",
                "WEBHOOK_SECRET, default none",
                "CLIENT_DATA_DIR, default .data/client-<port>",
                "STAFF_CA, default none",
                "TLS_CERT; default none",
                "TLS_KEY; default none",
                "INSECURE; default false",
                "TRUSTED_PROXIES; default none",
                "METRICS_TOKEN; default none")) {
            assertThat(help).contains(text);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --nonsense                                         | --nonsense
            extra                                              | extra
            --port=http                                        | CLIENT_PORT
            --port=                                            | CLIENT_PORT
            --data-dir=/dev/null/x                             | CLIENT_DATA_DIR
            --port=65536                                       | CLIENT_PORT
            --port=-1                                          | CLIENT_PORT
            --staff-url=ftp://x                                | STAFF_API_URL
            --staff-url=http://                                | STAFF_API_URL
            --staff-url=http://x?y=1                           | STAFF_API_URL
            --webhook-secret=top                               | WEBHOOK_SECRET
            --webhook-secret=whsec_dG9w                        | WEBHOOK_SECRET
            --webhook-secret=,                                 | WEBHOOK_SECRET
            --staff-url=http://staff.example                   | --staff-url (STAFF_API_URL) is plain HTTP
            --staff-url=http://10.0.0.1:8080                   | --insecure (INSECURE=true)
            --staff-ca=/none.pem                               | --staff-ca (STAFF_CA): the file /none.pem can't be read
            --staff-ca=pom.xml                                 | --staff-ca (STAFF_CA): the file pom.xml holds no cert
            --host=0.0.0.0                                     | --host (CLIENT_HOST) 0.0.0.0 can be reached from other
            --tls-cert=/none.pem                               | --tls-key (TLS_KEY) go together
            --trusted-proxies=localhost                        | TRUSTED_PROXIES
            --metrics-token=short                              | METRICS_TOKEN
            --staff-key=                                       | STAFF_API_KEY
            --staff-key=two words                              | STAFF_API_KEY
            --live-max-connections=0                           | LIVE_MAX_CONNECTIONS
            --live-max-per-key=many                            | --live-max-per-key
            --allowed-origins=portal.example.com               | ALLOWED_ORIGINS
            --allowed-origins=https://portal.example.com/x     | ALLOWED_ORIGINS
            """)
    void aBadValueStopsWithOneLine(String option, String named) {
        List<String> options = new ArrayList<>(List.of("--staff-key=lsk_hidden", option));
        if (option.startsWith("--staff-key")) {
            options.removeFirst();
        }
        assertThat(execute(options.toArray(String[]::new))).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).startsWith("client-app: ").contains(named);
        assertThat(err.toString()).doesNotContain("lsk_hidden").doesNotContain("dG9w");
    }

    private int execute(String... options) {
        return ClientApp.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(options);
    }

    private static ClientSettings settings(String... options) {
        CommandLine commandLine = ClientApp.commandLine();
        commandLine.parseArgs(options);
        ClientApp app = commandLine.getCommand();
        return app.settings();
    }
}
