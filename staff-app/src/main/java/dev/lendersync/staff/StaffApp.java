package dev.lendersync.staff;

import dev.lendersync.postgres.EmbeddedPostgresException;
import dev.lendersync.staff.database.UnfitDatabaseException;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `java -jar staff-app.jar`. The only place of the Staff App that knows of clocks and randomness.
@Command(
        name = "staff-app",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        subcommands = ImportLegacy.class,
        description = "Lender Sync's Staff App: owns the lender products and keeps every Client App in step.")
public final class StaffApp implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(StaffApp.class);

    @Mixin
    private Options options = new Options();

    private StaffApp() {}

    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new StaffApp());
        command.setParameterExceptionHandler((problem, args) -> {
            System.err.println("staff-app: " + problem.getMessage() + " (--help lists the options)");
            return 2;
        });
        command.setExecutionExceptionHandler((problem, line, parsed) -> {
            if (!isPlain(problem)) {
                LOG.error("event=start-failed", problem);
            }
            System.err.println("staff-app: " + problem.getMessage());
            return 1;
        });
        int exit = command.execute(arguments);
        if (exit != 0) {
            System.exit(exit);
        }
    }

    /// Whether the message alone tells the operator what to do.
    private static boolean isPlain(Exception problem) {
        return problem instanceof UnfitDatabaseException
                || problem instanceof EmbeddedPostgresException
                || problem instanceof IllegalArgumentException
                || problem instanceof IOException;
    }

    @Override
    public Integer call() throws IOException {
        StaffServer server = StaffServer.start(options, InstantSource.system(), System::nanoTime, new SecureRandom());
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
        LOG.info("event=listening url={}", server.url());
        return 0;
    }
}
