package dev.lendersync.e2e;

import java.util.List;

/// kill -9, of one or of several, and their start in an order of its own.
final class KillFault implements Fault {
    private final List<Victim> victims;
    private final List<Victim> startOrder;
    private long hits;

    /// What can be killed.
    interface Victim {
        void kill9() throws Exception;

        void start() throws Exception;

        /// Waits until it is as it was before.
        void awaitReady() throws Exception;

        static Victim of(AppProcess app) {
            return new Victim() {
                @Override
                public void kill9() throws Exception {
                    app.kill9();
                }

                @Override
                public void start() throws Exception {
                    app.start();
                }

                @Override
                public void awaitReady() throws Exception {
                    app.waitReadySupervised();
                }
            };
        }

        static Victim of(PostgresServer server) {
            return new Victim() {
                @Override
                public void kill9() throws Exception {
                    server.kill9();
                }

                @Override
                public void start() {
                    server.restart();
                }

                @Override
                public void awaitReady() {
                    // It accepts connections as soon as it is started.
                }
            };
        }
    }

    /// @param startOrder those of the victims that are started at once; the rest is when the fault heals
    KillFault(List<Victim> victims, List<Victim> startOrder) {
        this.victims = victims;
        this.startOrder = startOrder;
    }

    @Override
    public void inject() throws Exception {
        for (Victim victim : victims) {
            victim.kill9();
            hits++;
        }
        for (Victim victim : startOrder) {
            victim.start();
        }
    }

    @Override
    public void heal() throws Exception {
        for (Victim victim : victims) {
            if (!startOrder.contains(victim)) {
                victim.start();
            }
        }
        for (Victim victim : victims) {
            victim.awaitReady();
        }
    }

    @Override
    public long hits() {
        return hits;
    }
}
