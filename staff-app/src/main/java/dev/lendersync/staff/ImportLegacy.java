package dev.lendersync.staff;

import static java.util.Objects.requireNonNull;

import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.database.DatabaseUrl;
import dev.lendersync.staff.database.JdbcSource;
import dev.lendersync.staff.database.Migrations;
import dev.lendersync.staff.legacy.LegacyImport;
import dev.lendersync.staff.legacy.LegacyMapping;
import dev.lendersync.staff.legacy.LegacyPlan;
import dev.lendersync.staff.legacy.LegacyReport;
import dev.lendersync.staff.legacy.LegacySource;
import dev.lendersync.staff.sheets.CsvFile;
import dev.lendersync.staff.sheets.Sheet;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `staff-app.jar import-legacy`: brings in an older catalog of one table. Without `--commit` a dry run.
@Command(
        name = "import-legacy",
        usageHelpAutoWidth = true,
        description = {
            "Reads an older catalog, one table of text, and says what would become of each row: new, unchanged,"
                    + " duplicate, conflict or problem. With --commit it imports them, all or nothing.",
            "Exit code: 0 every row can come in or is there; 3 rows conflict or don't parse, nothing was written."
        })
final class ImportLegacy implements Callable<Integer> {
    private static final int NOT_CLEAN = 3;

    static final class From {
        @Option(names = "--csv", required = true, paramLabel = "FILE", description = "CSV file, UTF-8")
        @Nullable
        Path csv;

        @Option(names = "--table", required = true, paramLabel = "TABLE", description = "Table, [schema.]name")
        @Nullable
        String table;
    }

    @ArgGroup(multiplicity = "1")
    private From from = new From();

    @Option(
            names = "--database-url",
            required = true,
            paramLabel = "URL",
            defaultValue = "${env:DATABASE_URL}",
            description = "The Staff App's database (DATABASE_URL)")
    private String databaseUrl = "";

    @Option(
            names = "--source-url",
            paramLabel = "URL",
            description = "The database that --table is in (default: the Staff App's)")
    private @Nullable String sourceUrl;

    @Option(
            names = "--map",
            paramLabel = "COLUMN=MEMBER",
            description = "What a column means, where it is not guessed or guessed wrong; - leaves it out")
    private Map<String, String> maps = new LinkedHashMap<>();

    @Option(
            names = "--default",
            paramLabel = "MEMBER=VALUE",
            description = "What rows mean that don't state it, e.g. country=CA; nothing is ever guessed")
    private Map<String, String> defaults = new LinkedHashMap<>();

    @Option(names = "--commit", description = "Import; without it nothing is changed")
    private boolean commit;

    @Option(names = "--help", usageHelp = true, description = "Show this and stop.")
    @SuppressWarnings("UnusedVariable") // picocli itself looks at it
    private boolean help;

    @Override
    public Integer call() throws IOException {
        PgConnectOptions target = DatabaseUrl.parse("--database-url (DATABASE_URL)", databaseUrl);
        Sheet table = read();
        LegacyMapping mapping = LegacyMapping.of(table.columns(), maps, defaults);
        new Migrations(target).run();
        Vertx vertx = Vertx.vertx();
        try {
            LegacyImport legacyImport = new LegacyImport(new Database(vertx, target));
            LegacyPlan plan = commit ? legacyImport.commit(table, mapping) : legacyImport.dryRun(table, mapping);
            System.out.print(LegacyReport.of(plan));
            System.out.println(outcome(plan));
            return plan.isClean() ? 0 : NOT_CLEAN;
        } catch (PgException e) {
            throw new IOException("PostgreSQL refuses the import: " + e.getErrorMessage() + " " + detail(e), e);
        } finally {
            vertx.close().await();
        }
    }

    private static String detail(PgException e) {
        return e.getDetail() == null ? "" : e.getDetail();
    }

    private String outcome(LegacyPlan plan) {
        if (!plan.isClean()) {
            return "Nothing was written: correct the rows above, in the file or with --map and --default.";
        }
        return commit ? "Imported." : "Nothing was written: this was a dry run. Add --commit to import.";
    }

    private Sheet read() throws IOException {
        return from.csv == null ? readTable(requireNonNull(from.table, "--csv or --table")) : readCsv(from.csv);
    }

    private static Sheet readCsv(Path csv) throws IOException {
        try (InputStream file = Files.newInputStream(csv)) {
            return CsvFile.read(file);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + csv, e);
        } catch (IOException e) {
            throw new IOException("can't read the file " + csv + ": " + e.getMessage(), e);
        }
    }

    private Sheet readTable(String table) throws IOException {
        PgConnectOptions source = DatabaseUrl.parse("--source-url", sourceUrl == null ? databaseUrl : sourceUrl);
        try (Connection connection = JdbcSource.of(source).getConnection()) {
            return LegacySource.read(connection, table);
        } catch (SQLException e) {
            throw new IOException("can't read the table " + table + ": " + JdbcSource.why(e), e);
        }
    }
}
