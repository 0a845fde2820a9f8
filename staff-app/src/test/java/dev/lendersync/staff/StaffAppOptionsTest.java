package dev.lendersync.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The command line. Run where none of the environment variables is set.
class StaffAppOptionsTest {
    private static final String KEY = "MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA=";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void helpListsEveryOptionWithItsVariable() {
        assertThat(execute("--help")).isZero();
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains(
                        "STAFF_HOST; default 127.0.0.1",
                        "STAFF_PORT; default 8080",
                        "DATABASE_URL",
                        "STAFF_DATA_DIR; default .data/staff",
                        "MIGRATION_DATABASE_URL",
                        "STAFF_ADMIN_TOKEN",
                        "ADMIN_EMAIL; default admin@localhost",
                        "ADMIN_PASSWORD",
                        "SECRETS_KEY",
                        "WEBHOOK_ALLOWED_NETWORKS; default none",
                        "CLIENT_API_URL; default none",
                        "LIVE_MAX_CONNECTIONS; default 20000",
                        "LIVE_MAX_PER_KEY; default 1000",
                        "LIVE_MAX_PER_ADDRESS; default 2000",
                        "TLS_CERT; default none",
                        "TLS_KEY; default none",
                        "INSECURE; default false",
                        "TRUSTED_PROXIES; default none",
                        "FORWARDED_HEADER; default X-Forwarded-For",
                        "METRICS_TOKEN; default none",
                        "ALLOWED_ORIGINS; default none");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --nonsense                                         | --nonsense
            extra                                              | extra
            --port=http                                        | --port
            --port=-1                                          | STAFF_PORT
            --port=65536                                       | STAFF_PORT
            --data-dir=/dev/null/x                             | STAFF_DATA_DIR
            --database-url=hidden                              | DATABASE_URL
            --database-url=mysql://me:hidden@db/x              | DATABASE_URL
            --database-url=postgresql://db                     | DATABASE_URL
            --database-url=postgresql://me:hidden@db/x         | SECRETS_KEY
            --secrets-key=hidden                               | SECRETS_KEY
            --admin-token=hidden                               | STAFF_ADMIN_TOKEN
            --admin-email=hidden                               | ADMIN_EMAIL
            --admin-password=hidden                            | ADMIN_PASSWORD
            --migration-database-url=hidden                    | MIGRATION_DATABASE_URL
            --migration-database-url=postgresql://o:hidden@d/x | DATABASE_URL
            --webhook-allowed-networks=10.0.0.0                | WEBHOOK_ALLOWED_NETWORKS
            --client-api-url=portal.example.com                | CLIENT_API_URL
            --live-max-per-address=0                           | LIVE_MAX_PER_ADDRESS
            --allowed-origins=*                                | ALLOWED_ORIGINS
            --host=0.0.0.0                                     | --host (STAFF_HOST) 0.0.0.0 can be reached from other
            --host=staff.example.com                           | --insecure (INSECURE=true)
            --tls-cert=none.pem                                | --tls-key (TLS_KEY) go together
            --tls-key=none.pem                                 | the certificate is missing
            --tls-cert=none.pem --tls-key=none.pem             | --tls-cert (TLS_CERT): there is no file none.pem
            --insecure=perhaps                                 | --insecure
            --trusted-proxies=10.0.0.0                         | TRUSTED_PROXIES
            --forwarded-header=Via                             | FORWARDED_HEADER
            --metrics-token=hidden                             | METRICS_TOKEN
            --admin-password=Password1!                        | ADMIN_PASSWORD
            import-legacy                                      | --database-url
            import-legacy --database-url=x                     | --csv
            """)
    void aBadValueStopsWithOneLine(String options, String named) {
        assertThat(execute(options.split(" "))).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).startsWith("staff-app: ").contains(named).doesNotContain("hidden");
        assertThat(folder).as("nothing was begun").isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --secrets-key=%s --database-url=postgresql://me:hidden@127.0.0.1:1/x                 | 127.0.0.1:1 refused
            --secrets-key=%s --database-url=postgresql://me:hidden@no.invalid/x                  | there is no host no.invalid
            import-legacy --csv=/none.csv --database-url=postgresql://me:hidden@127.0.0.1:1/x    | there is no file /none.csv
            import-legacy --csv=/ --database-url=postgresql://me:hidden@127.0.0.1:1/x            | can't read the file /
            import-legacy --table=old --database-url=postgresql://me:hidden@127.0.0.1:1/x        | table old
            """)
    void whatIsInTheWayIsSaidInOneLine(String options, String why) {
        assertThat(execute(options.formatted(KEY).split(" "))).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).startsWith("staff-app: ").contains(why).doesNotContain("hidden");
    }

    /// In a data folder of the test's own, unless the options say otherwise.
    private int execute(String... options) {
        List<String> all = new ArrayList<>(List.of("--data-dir=" + folder));
        if (String.join(" ", options).contains("--data-dir")) {
            all.clear();
        }
        all.addAll(Arrays.asList(options));
        return StaffApp.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
