package dev.lendersync.run;

import dev.lendersync.run.sample.SampleCatalog;
import dev.lendersync.run.sample.SampleLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The way from nothing to a system that runs and is in step: PostgreSQL, Staff App, sample, Client Apps, `run.json`.
final class Start {
    private static final Duration READY_LIMIT = Duration.ofMinutes(2);
    private static final Duration IN_STEP_LIMIT = Duration.ofMinutes(1);

    private final Settings settings;
    private final Home home;
    private final LocalSystem system;
    private final SecureRandom random;
    private final Http http;
    private final Poll poll;
    private final Progress progress;
    private final AppPrograms programs;

    Start(
            Settings settings,
            Home home,
            LocalSystem system,
            SecureRandom random,
            Http http,
            Poll poll,
            Progress progress) {
        this.settings = settings;
        this.home = home;
        this.system = system;
        this.random = random;
        this.http = http;
        this.poll = poll;
        this.progress = progress;
        this.programs = new AppPrograms(settings, home, Path.of(System.getProperty("java.home"), "bin", "java"));
    }

    /// @return what `run.json` now says
    /// @throws RunFailure when something does not start
    RunFile run() throws IOException, InterruptedException {
        home.delete(RunFile.FILE);
        AdminAccount admin = AdminAccount.recall(home, settings, random);
        StaffApi staff = new StaffApi(http, settings.staffUrl(), admin.token());

        String databaseUrl = database();
        startStaffApp(databaseUrl, admin, staff);
        long version = settings.loadsSample() ? loadSample(DatabaseUri.parse(databaseUrl)) : 0;
        List<ClientAccount> clients = new ClientAccounts(home, staff).of(settings.clientUrls());
        startClientApps(clients, staff, version);

        RunFile file = RunFile.of(settings, admin, databaseUrl, clients);
        home.write(RunFile.FILE, file);
        return file;
    }

    private String database() {
        if (settings.databaseUrl() != null) {
            DatabaseUri.parse(settings.databaseUrl());
            return settings.databaseUrl();
        }
        Instant began = progress.now();
        String uri = system.startPostgres(random);
        progress.done("PostgreSQL is ready", began);
        return uri;
    }

    private void startStaffApp(String databaseUrl, AdminAccount admin, StaffApi staff)
            throws IOException, InterruptedException {
        Instant began = progress.now();
        home.rotateLog("staff-app");
        SupervisedProcess app = system.startApp(programs.staffApp(databaseUrl, SecretsKey.recall(home, random), admin));
        awaitReady(app, staff::isReady);
        progress.done("Staff App is ready", began);
    }

    /// @return the catalog's version that every Client App must reach
    private long loadSample(DatabaseUri database) {
        Instant began = progress.now();
        try (Connection connection = database.connect()) {
            if (SampleLoader.loadIfEmpty(connection, SampleCatalog.standard())) {
                progress.done("Sample catalog is loaded", began);
            }
            try (Statement statement = connection.createStatement();
                    ResultSet head = statement.executeQuery("SELECT version FROM catalog_head")) {
                return head.next() ? head.getLong(1) : 0;
            }
        } catch (SQLException e) {
            throw RunFailure.cannotRun("The sample catalog can't be loaded: " + e.getMessage());
        }
    }

    private void startClientApps(List<ClientAccount> clients, StaffApi staff, long version)
            throws IOException, InterruptedException {
        Instant began = progress.now();
        List<SupervisedProcess> apps = new ArrayList<>();
        for (int index = 0; index < clients.size(); index++) {
            int port = settings.clientPorts().get(index);
            home.rotateLog(AppPrograms.clientName(port));
            apps.add(system.startApp(programs.clientApp(port, clients.get(index))));
        }
        for (int index = 0; index < clients.size(); index++) {
            ClientApi client = new ClientApi(http, clients.get(index).url());
            awaitReady(apps.get(index), client::isReady);
            boolean inStep = poll.until(IN_STEP_LIMIT, () -> client.isInStep(staff, version));
            if (!inStep) {
                throw RunFailure.cannotRun(apps.get(index).name() + " does not get in step with the Staff App within "
                        + IN_STEP_LIMIT.toSeconds() + " s. Its log is in " + home.folder() + "/logs.");
            }
            progress.done(apps.get(index).name() + " is in step", began);
        }
    }

    private void awaitReady(SupervisedProcess app, Poll.Condition ready) throws InterruptedException {
        boolean isReady = poll.until(READY_LIMIT, () -> {
            if (app.hopeless()) {
                throw RunFailure.cannotRun(app.complaint());
            }
            return ready.holds();
        });
        if (!isReady) {
            throw RunFailure.cannotRun(app.complaint());
        }
    }
}
