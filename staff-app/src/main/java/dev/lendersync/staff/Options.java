package dev.lendersync.staff;

import dev.lendersync.feed.HttpLimits;
import dev.lendersync.feed.LimitOptions;
import dev.lendersync.feed.LiveOptions;
import dev.lendersync.feed.listen.ListenOptions;
import dev.lendersync.feed.listen.Listening;
import dev.lendersync.staff.clients.FirstClient;
import dev.lendersync.staff.database.DatabaseUrl;
import dev.lendersync.staff.delivery.SecretsKey;
import dev.lendersync.staff.identity.Email;
import dev.lendersync.staff.identity.FirstAdmin;
import dev.lendersync.staff.identity.PasswordRules;
import dev.lendersync.staff.identity.StaffTokens;
import dev.lendersync.staff.outbound.AllowedNetworks;
import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What the Staff App can be told, on the command line or in the environment.
final class Options {
    private static final int MAX_PORT = 65_535;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "${env:STAFF_HOST:-127.0.0.1}",
            description = "Address to listen on (STAFF_HOST; default 127.0.0.1)")
    String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "${env:STAFF_PORT:-8080}",
            description = "Port to listen on (STAFF_PORT; default 8080)")
    int port = 8080;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            defaultValue = "${env:DATABASE_URL}",
            description = "PostgreSQL 15 or newer, as postgresql://user:password@host:port/database"
                    + " (DATABASE_URL; default: a server of its own in the data folder)")
    @Nullable
    String databaseUrl;

    @Option(
            names = "--migration-database-url",
            paramLabel = "URL",
            defaultValue = "${env:MIGRATION_DATABASE_URL}",
            description =
                    "The same database by the role that owns its tables; the role of --database-url then gets no more"
                            + " rights than it needs, and none to change the audit log (MIGRATION_DATABASE_URL; default: the"
                            + " role of --database-url owns them)")
    @Nullable
    String migrationDatabaseUrl;

    @Option(
            names = "--data-dir",
            paramLabel = "FOLDER",
            defaultValue = "${env:STAFF_DATA_DIR:-.data/staff}",
            description = "Folder for what must outlive a restart (STAFF_DATA_DIR; default .data/staff)")
    Path dataDir = Path.of(".data/staff");

    @Option(
            names = "--admin-token",
            paramLabel = "TOKEN",
            defaultValue = "${env:STAFF_ADMIN_TOKEN}",
            description = "A staff token to accept, lst_ and 40 letters or digits (STAFF_ADMIN_TOKEN; default: at the"
                    + " first start one is made and written to admin-token in the data folder)")
    @Nullable
    String adminToken;

    @Option(
            names = "--admin-email",
            paramLabel = "EMAIL",
            defaultValue = "${env:ADMIN_EMAIL}",
            description = "E-mail address of the first admin (ADMIN_EMAIL; default admin@localhost)")
    @Nullable
    String adminEmail;

    @Option(
            names = "--admin-password",
            paramLabel = "PASSWORD",
            defaultValue = "${env:ADMIN_PASSWORD}",
            description = "Password of that admin; another one than at the last start resets it (ADMIN_PASSWORD;"
                    + " default: as long as no admin has a password, a one-time link is printed that lets him choose)")
    @Nullable
    String adminPassword;

    @Option(
            names = "--secrets-key",
            paramLabel = "KEY",
            defaultValue = "${env:SECRETS_KEY}",
            description = "Key that encrypts webhook secrets, 32 bytes in base64 (SECRETS_KEY; needed with"
                    + " --database-url; default: a file secrets.key in the data folder)")
    @Nullable
    String secretsKey;

    @Option(
            names = "--webhook-allowed-networks",
            paramLabel = "CIDRS",
            defaultValue = "${env:WEBHOOK_ALLOWED_NETWORKS:-}",
            description = "Networks that webhooks may go to although they are not public, comma separated"
                    + " (WEBHOOK_ALLOWED_NETWORKS; default none)")
    String allowedNetworks = "";

    @Option(
            names = "--client-api-url",
            paramLabel = "URL",
            defaultValue = "${env:CLIENT_API_URL}",
            description = "Base URL of a Client App to register at the start, once; its key and secret are written to"
                    + " client.env in the data folder (CLIENT_API_URL; default none)")
    @Nullable
    String clientApiUrl;

    @Mixin
    ListenOptions listen = new ListenOptions();

    @Mixin
    LiveOptions live = new LiveOptions();

    @Mixin
    LimitOptions limits = new LimitOptions();

    /// Reads every value, so that a bad one stops the start before anything is begun.
    ///
    /// @throws IllegalArgumentException naming the option that can't be used, but no secret
    void check() {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("--port (STAFF_PORT) must be 0 to " + MAX_PORT + ", not " + port);
        }
        if (migrationDatabase().isPresent() && database().isEmpty()) {
            throw new IllegalArgumentException(
                    "--migration-database-url (MIGRATION_DATABASE_URL) needs --database-url" + " (DATABASE_URL) too");
        }
        if (database().isPresent() && secretsKey == null) {
            throw new IllegalArgumentException("with --database-url (DATABASE_URL) set, --secrets-key (SECRETS_KEY)"
                    + " must be set too (32 bytes in base64, e.g. from: openssl rand -base64 32), since several nodes"
                    + " may share the database");
        }
        Optional.ofNullable(secretsKey).ifPresent(SecretsKey::requireValid);
        Optional.ofNullable(adminToken)
                .ifPresent(token -> StaffTokens.requireValid("--admin-token (STAFF_ADMIN_TOKEN)", token));
        adminEmail().flatMap(Email::fault).ifPresent(fault -> {
            throw new IllegalArgumentException("--admin-email (ADMIN_EMAIL) " + fault);
        });
        String email = adminEmail().orElse(FirstAdmin.EMAIL);
        adminPassword()
                .flatMap(password -> PasswordRules.fault(password, email))
                .ifPresent(fault -> {
                    throw new IllegalArgumentException("--admin-password (ADMIN_PASSWORD) " + fault);
                });
        Optional.ofNullable(clientApiUrl).ifPresent(FirstClient::requireValid);
        networks();
        listening();
        httpLimits();
        live.allowedOrigins();
    }

    HttpLimits httpLimits() {
        return limits.limits(live.limits());
    }

    /// The operator's own server, if there is one.
    Optional<PgConnectOptions> database() {
        return Optional.ofNullable(databaseUrl).map(url -> DatabaseUrl.parse("--database-url (DATABASE_URL)", url));
    }

    /// By which role the tables are made, if by another.
    Optional<PgConnectOptions> migrationDatabase() {
        return Optional.ofNullable(migrationDatabaseUrl)
                .map(url -> DatabaseUrl.parse("--migration-database-url (MIGRATION_DATABASE_URL)", url));
    }

    Optional<String> adminEmail() {
        return Optional.ofNullable(adminEmail).map(String::strip).filter(email -> !email.isEmpty());
    }

    Optional<String> adminPassword() {
        return Optional.ofNullable(adminPassword).filter(password -> !password.isEmpty());
    }

    Listening listening() {
        return listen.read(host, "--host (STAFF_HOST)");
    }

    AllowedNetworks networks() {
        try {
            return AllowedNetworks.parse(allowedNetworks);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--webhook-allowed-networks (WEBHOOK_ALLOWED_NETWORKS): " + e.getMessage(), e);
        }
    }

    /// The data folder, made if need be.
    Path dataFolder() {
        try {
            Files.createDirectories(dataDir);
        } catch (IOException e) {
            throw new IllegalArgumentException("--data-dir (STAFF_DATA_DIR) can't be made: " + dataDir, e);
        }
        if (!Files.isWritable(dataDir)) {
            throw new IllegalArgumentException("--data-dir (STAFF_DATA_DIR) can't be written to: " + dataDir);
        }
        return dataDir;
    }
}
