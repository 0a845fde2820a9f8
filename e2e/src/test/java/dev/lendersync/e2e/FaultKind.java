package dev.lendersync.e2e;

import dev.lendersync.e2e.Fault.Scene;
import dev.lendersync.e2e.Proxy.Weather;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// The faults that a round may have.
enum FaultKind {
    CUT("the connections of a Client App are cut", 100) {
        @Override
        Fault on(Scene scene, Random random) {
            return new NetworkFault(someClient(scene, random).link(), new Weather.Cut());
        }
    },
    CUT_IN_MID_FRAME("a Client App's connections are cut in the middle of what they carry", 100) {
        @Override
        Fault on(Scene scene, Random random) {
            return new NetworkFault(someClient(scene, random).link(), new Weather.CutInMidFrame());
        }
    },
    STALL("a Client App's connections carry nothing and stay open", 100) {
        @Override
        Fault on(Scene scene, Random random) {
            return new NetworkFault(someClient(scene, random).link(), new Weather.Stall());
        }
    },
    SLOW("a Client App's connections carry 1 kB/s", 100) {
        @Override
        Fault on(Scene scene, Random random) {
            return new NetworkFault(someClient(scene, random).link(), new Weather.Slow(1_000));
        }
    },
    DATABASE_CUT("the Staff App's connections to PostgreSQL are cut", 100) {
        @Override
        Fault on(Scene scene, Random random) {
            return new NetworkFault(scene.system().databaseLink(), new Weather.Cut());
        }
    },
    DATABASE_STALL("the Staff App's connections to PostgreSQL stall", 100) {
        @Override
        Fault on(Scene scene, Random random) {
            return new NetworkFault(scene.system().databaseLink(), new Weather.Stall());
        }
    },
    STAFF_KILLED("kill -9 of a Staff App", 1_000) {
        @Override
        Fault on(Scene scene, Random random) {
            AppProcess node = some(scene.system().nodes(), random);
            return new KillFault(List.of(KillFault.Victim.of(node)), List.of());
        }
    },
    CLIENT_KILLED("kill -9 of a Client App", 1_000) {
        @Override
        Fault on(Scene scene, Random random) {
            return new KillFault(
                    List.of(KillFault.Victim.of(someClient(scene, random).app())), List.of());
        }
    },
    POSTGRES_KILLED("kill -9 of PostgreSQL", 100) {
        @Override
        Fault on(Scene scene, Random random) {
            List<KillFault.Victim> server =
                    List.of(KillFault.Victim.of(scene.system().database().server()));
            return new KillFault(server, server);
        }
    },
    ALL_KILLED("kill -9 of PostgreSQL, both Staff Apps and a Client App, started in any order", 100) {
        @Override
        Fault on(Scene scene, Random random) {
            List<KillFault.Victim> victims = new ArrayList<>();
            victims.add(KillFault.Victim.of(scene.system().database().server()));
            scene.system().nodes().forEach(node -> victims.add(KillFault.Victim.of(node)));
            victims.add(KillFault.Victim.of(someClient(scene, random).app()));
            Collections.shuffle(victims, random);
            List<KillFault.Victim> startOrder = new ArrayList<>(victims);
            Collections.shuffle(startOrder, random);
            return new KillFault(victims, startOrder);
        }
    },
    ROLLING_RESTART("a rolling restart of the Staff App's two nodes", 100) {
        @Override
        Fault on(Scene scene, Random random) {
            return new RollingRestart(scene.system());
        }
    },
    FROZEN("a Client App is stopped by SIGSTOP", 100) {
        @Override
        Fault on(Scene scene, Random random) {
            return new Frozen(someClient(scene, random).app());
        }
    },
    FULL_DISK("a Client App's disk is full", 100) {
        @Override
        Fault on(Scene scene, Random random) throws Exception {
            return new FullDisk(someClient(scene, random));
        }
    },
    RESTORE("all data is restored into a new cluster", 100) {
        @Override
        Fault on(Scene scene, Random random) {
            return new Restore(scene, PostgresServer::start, new CopyTransfer());
        }
    },
    REWIND("the data directory is put back to an earlier copy", 100) {
        @Override
        Fault on(Scene scene, Random random) {
            return new Rewind(scene);
        }
    };

    private final String words;
    private final int edits;

    FaultKind(String words, int edits) {
        this.words = words;
        this.edits = edits;
    }

    /// The kind of the round of a seed: all kinds in turn.
    static FaultKind ofSeed(long seed) {
        return values()[(int) Math.floorMod(seed, (long) values().length)];
    }

    /// The fault itself, to be injected once.
    abstract Fault on(Scene scene, Random random) throws Exception;

    /// How many edits a round with it has at least.
    int edits() {
        return edits;
    }

    private static LocalSystem.Client someClient(Scene scene, Random random) {
        return some(scene.system().clients(), random);
    }

    private static <T> T some(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    @Override
    public String toString() {
        return words;
    }
}
