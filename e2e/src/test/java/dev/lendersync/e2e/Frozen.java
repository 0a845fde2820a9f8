package dev.lendersync.e2e;

/// A Client App that is stopped by SIGSTOP: its connections stay open, and it takes nothing.
final class Frozen implements Fault {
    private final AppProcess app;
    private long hits;

    Frozen(AppProcess app) {
        this.app = app;
    }

    @Override
    public void inject() throws Exception {
        app.freeze();
        hits++;
    }

    @Override
    public void heal() throws Exception {
        app.thaw();
    }

    @Override
    public long hits() {
        return hits;
    }
}
