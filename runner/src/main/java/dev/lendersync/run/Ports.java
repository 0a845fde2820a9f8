package dev.lendersync.run;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Tells before anything starts whether the apps' ports are to be had.
final class Ports {
    private Ports() {}

    /// @throws RunFailure naming the first port that is taken and what to set
    static void requireFree(Settings settings) {
        requireFree(settings.staffHost(), "STAFF_HOST", settings.staffPort(), "STAFF_PORT");
        settings.clientPorts().forEach(port -> requireFree(settings.clientHost(), "CLIENT_HOST", port, "CLIENT_PORTS"));
    }

    private static void requireFree(String host, String hostVariable, int port, String portVariable) {
        try (ServerSocket socket = new ServerSocket()) {
            InetSocketAddress address = new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                throw RunFailure.badSetting(hostVariable + ": \"" + host + "\" is not a host name or address.");
            }
            // Connections that a former run closed don't count.
            socket.setReuseAddress(true);
            socket.bind(address);
        } catch (IOException e) {
            throw RunFailure.cannotRun("Port " + port + " on " + host + " can't be used (" + e.getMessage()
                    + "): stop what listens there, perhaps another ./run, or set " + portVariable + ".");
        }
    }
}
