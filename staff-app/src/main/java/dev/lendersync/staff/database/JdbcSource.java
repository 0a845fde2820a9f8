package dev.lendersync.staff.database;

import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
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
}
