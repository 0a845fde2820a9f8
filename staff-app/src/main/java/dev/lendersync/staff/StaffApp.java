package dev.lendersync.staff;

import static java.util.Objects.requireNonNull;

import dev.lendersync.postgres.EmbeddedPostgresException;
import dev.lendersync.staff.database.UnfitDatabaseException;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `java -jar staff-app.jar`. The only place of the Staff App that knows of clocks and randomness.
@Command(
        name = "staff-app",
        usageHelpAutoWidth = true,
        subcommands = ImportLegacy.class,
        description = "Lender Sync's Staff App: owns the lender products and keeps every Client App in step.")
public final class StaffApp implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(StaffApp.class);

    private static final int EXIT_FAILED = 1;
    private static final int EXIT_BAD_VALUE = 2;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private Options options = new Options();

    @Option(names = "--help", usageHelp = true, description = "Show this and stop.")
    @SuppressWarnings("UnusedVariable") // picocli itself looks at it
    private boolean help;

    private StaffApp() {}

    public static void main(String[] arguments) {
        int exit = commandLine().execute(arguments);
        if (exit != 0) {
            System.exit(exit);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new StaffApp())
                .setParameterExceptionHandler((problem, arguments) ->
                        fail(problem.getCommandLine(), problem.getMessage() + " (see --help)", EXIT_BAD_VALUE))
                .setExecutionExceptionHandler((problem, line, parsed) -> {
                    if (!isPlain(problem)) {
                        LOG.error("event=start-failed", problem);
                    }
                    return fail(line, String.valueOf(problem.getMessage()), EXIT_FAILED);
                });
    }

    private static int fail(CommandLine command, String line, int exit) {
        command.getErr().println("staff-app: " + line);
        return exit;
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
        StaffServer server = start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
        LOG.info("event=listening url={}", server.url());
        // Printed, not logged: whoever has the link becomes an admin.
        server.welcomeLink()
                .ifPresent(link -> requireNonNull(spec)
                        .commandLine()
                        .getOut()
                        .println("The first admin chooses a password at " + link + " (good once, for 7 days)"));
        return 0;
    }

    private StaffServer start() throws IOException {
        try {
            options.check();
            options.dataFolder();
        } catch (IllegalArgumentException e) {
            throw bad(String.valueOf(e.getMessage()), e);
        }
        try {
            return StaffServer.start(options, InstantSource.system(), System::nanoTime, new SecureRandom());
        } catch (UnfitDatabaseException e) {
            throw e.lasting() ? bad(String.valueOf(e.getMessage()), e) : e;
        }
    }

    private ParameterException bad(String message, RuntimeException cause) {
        return new ParameterException(requireNonNull(spec).commandLine(), message, cause);
    }
}
