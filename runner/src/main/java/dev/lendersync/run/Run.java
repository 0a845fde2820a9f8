package dev.lendersync.run;

import dev.lendersync.postgres.EmbeddedPostgresException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.LoggerFactory;

/// What `./run` starts: `java -cp runner.jar dev.lendersync.run.Run <project folder>`. Settings come from the
/// environment. Leaves with 1 when something is in the way, with 2 when a setting makes no sense.
public final class Run {
    private static final int SCHEDULER_THREADS = 2;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final Progress progress = new Progress(out, Clock.systemUTC());

    private Run() {}

    public static void main(String[] args) {
        // Not logback.xml: on the class path of tests that name would be found by every module.
        System.setProperty("logback.configurationFile", "run-logback.xml");
        Path root = Path.of(args.length > 0 ? args[0] : "").toAbsolutePath().normalize();
        System.exit(new Run().run(root));
    }

    private int run(Path root) {
        try {
            Settings settings = Settings.of(root, System.getenv());
            Home home = new Home(settings.home());
            System.setProperty("lender.sync.home", home.folder().toString());
            String owner = "process " + ProcessHandle.current().pid() + ", ports " + settings.portsText();
            runIn(home, settings, HomeLock.take(home, owner));
            return 0;
        } catch (RunFailure e) {
            return fail(String.valueOf(e.getMessage()), e.exitCode());
        } catch (EmbeddedPostgresException e) {
            return fail("PostgreSQL can't be run: " + e.getMessage(), 1);
        } catch (IOException e) {
            return fail("The data folder (LENDER_SYNC_HOME) can't be used: " + e, 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1; // told to stop
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(Run.class).error("start failed", e);
            return fail("Lender Sync can't start: " + e, 1);
        }
    }

    private static int fail(String line, int exitCode) {
        // Errors that only follow from being told to stop are none.
        if (!Thread.currentThread().isInterrupted()) {
            System.err.println(line);
        }
        return exitCode;
    }

    private void runIn(Home home, Settings settings, HomeLock lock) throws IOException, InterruptedException {
        Clock clock = Clock.systemUTC();
        ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(SCHEDULER_THREADS);
        LocalSystem system = new LocalSystem(home, scheduler, clock, progress);
        system.endLeftovers();
        Ports.requireFree(settings);
        stopAtExit(system, lock);
        try (Http http = new Http()) {
            progress.say("Starting Lender Sync in " + home.folder());
            Poll poll = new Poll(clock, Thread::sleep);
            RunFile file = new Start(settings, home, system, new SecureRandom(), http, poll, progress).run();
            welcome(file, home);
        }
        new CountDownLatch(1).await();
    }

    /// Ctrl-C, SIGTERM, a closed terminal and a failed start all end here. A second signal finds it already at work.
    /// The home stays locked until nothing runs in it any more.
    private void stopAtExit(LocalSystem system, HomeLock lock) {
        Thread main = Thread.currentThread();
        Thread stop = Thread.ofPlatform().name("stop").unstarted(() -> {
            progress.say("Stopping");
            main.interrupt();
            system.stop();
            lock.close();
            progress.say("Stopped");
        });
        Runtime.getRuntime().addShutdownHook(stop);
    }

    private void welcome(RunFile file, Home home) {
        out.println();
        out.println("Lender Sync runs.");
        out.println("  Staff App    " + file.staffUrl());
        out.println("               login " + file.adminEmail() + ", password " + file.adminPassword());
        file.clients().forEach(client -> out.println("  " + client.name() + " " + client.url()));
        out.println("  Data, logs   " + home.folder() + " (" + RunFile.FILE + " has the API token and the database)");
        out.println("Ctrl-C stops everything.");
    }
}
