package dev.lendersync.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/// Which loopback port to listen on.
final class Ports {
    /// Below the ports that systems give to outgoing connections. A client that keeps dialling a port of that range
    /// while PostgreSQL restarts may be given the very port it dials, connect to itself and so keep it taken.
    private static final int FIRST = 15_000;

    private static final int LAST = 31_999;
    private static final int MAX_TRIES = 200;

    private Ports() {}

    static int anyFree(RandomGenerator random) {
        for (int i = 0; i < MAX_TRIES; i++) {
            int port = random.nextInt(FIRST, LAST + 1);
            if (isFree(port)) {
                return port;
            }
        }
        throw new EmbeddedPostgresException("found no free port for PostgreSQL from " + FIRST + " to " + LAST);
    }

    static boolean isFree(int port) {
        try (var probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
