package dev.lendersync.e2e;

/// Every node of the Staff App is stopped in good order and started again, one after the other.
final class RollingRestart implements Fault {
    private final LocalSystem system;
    private long hits;

    RollingRestart(LocalSystem system) {
        this.system = system;
    }

    @Override
    public void inject() throws Exception {
        for (AppProcess node : system.nodes()) {
            node.stop();
            node.restart();
            hits++;
        }
    }

    @Override
    public void heal() {
        // Each node was waited for.
    }

    @Override
    public long hits() {
        return hits;
    }
}
