package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Position;

/// The database's data directory is put back to an earlier copy, so that versions which clients have seen are given
/// again. The Staff App, killed meanwhile, must learn it from its own record of what it served.
final class Rewind implements Fault {
    private static final int EDITS_LOST = 40;

    private final Scene scene;
    private long hits;

    Rewind(Scene scene) {
        this.scene = scene;
    }

    @Override
    public void inject() throws Exception {
        TestDatabase database = scene.system().database();
        PostgresServer server = database.server();
        scene.editor().pause();
        server.kill9();
        server.keepCopy();
        server.restart();
        scene.editor().resume();
        scene.editor().awaitAcknowledged(scene.editor().acknowledged() + EDITS_LOST);

        scene.editor().pause();
        Position before = position(database);
        for (AppProcess node : scene.system().nodes()) {
            Await.until(
                    node.url() + " serves what is to be lost",
                    () -> scene.system()
                            .pull(node)
                            .json()
                            .path("position")
                            .asString()
                            .equals(before.toString()));
            node.kill9();
        }
        scene.log().collect(database);
        server.kill9();
        server.putBack();
        server.restart();
        Position back = position(database);
        assertThat(back.epoch()).as("nothing in the database tells").isEqualTo(before.epoch());
        hits = before.version() - back.version();
        scene.editor().beginAnew();
        scene.log().rebase(database);
        for (AppProcess node : scene.system().nodes()) {
            node.restart();
        }
        Await.until("a new epoch begins", () -> !position(database).epoch().equals(before.epoch()));
        scene.editor().resume();
    }

    private static Position position(TestDatabase database) throws Exception {
        return Position.parse(Truth.of(database).position());
    }

    @Override
    public void heal() {
        // All is up again; what the epoch does to clients is theirs.
    }

    /// How many versions were taken back.
    @Override
    public long hits() {
        return hits;
    }
}
