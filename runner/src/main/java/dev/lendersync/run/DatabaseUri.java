package dev.lendersync.run;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// A libpq URI, `postgresql://user:password@host:port/database?sslmode=require`, as JDBC wants it.
///
/// @param jdbcUrl without user and password
record DatabaseUri(String jdbcUrl, Properties login) {
    private static final String FORM = "DATABASE_URL must be like postgresql://user:password@host:5432/database.";
    private static final int DEFAULT_PORT = 5432;

    /// @throws RunFailure when it is of another form; the message doesn't repeat it, since it holds a password
    static DatabaseUri parse(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw RunFailure.badSetting(FORM);
        }
        boolean known = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
        String path = uri.getRawPath();
        if (!known || uri.getHost() == null || path == null || path.length() < 2) {
            throw RunFailure.badSetting(FORM);
        }
        int port = uri.getPort() == -1 ? DEFAULT_PORT : uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new DatabaseUri("jdbc:postgresql://" + uri.getHost() + ":" + port + path + query, login(uri));
    }

    private static Properties login(URI uri) {
        Properties login = new Properties();
        @Nullable String info = uri.getRawUserInfo();
        if (info != null) {
            String[] parts = info.split(":", 2);
            login.setProperty("user", decoded(parts[0]));
            if (parts.length == 2) {
                login.setProperty("password", decoded(parts[1]));
            }
        }
        return login;
    }

    // In a URI a plus is a plus; only URLDecoder, made for forms, takes it for a blank.
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, login);
    }

    @Override
    public String toString() {
        return jdbcUrl;
    }
}
