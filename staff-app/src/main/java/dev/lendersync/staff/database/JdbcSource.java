package dev.lendersync.staff.database;

import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/// JDBC connections, for what runs once: migrations and imports.
public final class JdbcSource {
    private static final int CONNECT_SECONDS = 10;

    private JdbcSource() {}

    public static DataSource of(PgConnectOptions options) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {options.getHost()});
        source.setPortNumbers(new int[] {options.getPort()});
        source.setDatabaseName(options.getDatabase());
        source.setUser(options.getUser());
        source.setPassword(options.getPassword());
        source.setConnectTimeout(CONNECT_SECONDS);
        if (options.getSslMode() != SslMode.DISABLE) {
            source.setSslMode(
                    options.getSslMode().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        return source;
    }

    /// The reason of a failure in one line.
    public static String why(Exception failure) {
        String line = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        // The driver keeps this one to itself.
        return failure.getCause() instanceof UnknownHostException host ? "there is no host " + host.getMessage() : line;
    }
}
