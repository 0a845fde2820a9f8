package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/// All data goes into a database of a new cluster, and the Staff App, down meanwhile, is led there.
final class Restore implements Fault {
    private final Scene scene;
    private final Servers servers;
    private final Transfer transfer;
    private long hits;

    /// Where new servers come from.
    interface Servers {
        PostgresServer start() throws IOException;
    }

    /// A way to bring all data over.
    interface Transfer {
        /// @param to an empty database
        /// @return how many rows were brought over, or 1 when nobody counted
        long run(LocalSystem system, TestDatabase from, TestDatabase to) throws Exception;
    }

    Restore(Scene scene, Servers servers, Transfer transfer) {
        this.scene = scene;
        this.servers = servers;
        this.transfer = transfer;
    }

    @Override
    public void inject() throws Exception {
        LocalSystem system = scene.system();
        TestDatabase from = system.database();
        scene.editor().pause();
        for (AppProcess node : system.nodes()) {
            node.kill9();
        }
        scene.log().collect(from);
        String before = Truth.of(from).position();

        PostgresServer server = servers.start();
        server.takePasswordOf(from.server());
        TestDatabase to = TestDatabase.create(server, from.name());
        hits = transfer.run(system, from, to);
        assertThat(Truth.of(to).position()).as("another cluster, another epoch").isNotEqualTo(before);

        scene.log().rebase(to);
        system.moveTo(to);
        from.server().close();
        for (AppProcess node : system.nodes()) {
            node.restart();
        }
        scene.editor().resume();
    }

    @Override
    public void heal() {
        // The new cluster is the only one from now on.
    }

    /// How many rows moved.
    @Override
    public long hits() {
        return hits;
    }
}
