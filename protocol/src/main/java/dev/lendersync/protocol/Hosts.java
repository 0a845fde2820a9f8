package dev.lendersync.protocol;

import java.net.InetAddress;

/// What the name of a host says by itself, without asking anybody.
public final class Hosts {
    private Hosts() {}

    /// Whether this is the machine itself, so that what is said to it stays on it: `localhost`, or a loopback address,
    /// with or without brackets. Any other name is not, whatever it leads to today.
    public static boolean isLoopback(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        try {
            return InetAddress.ofLiteral(bracketed ? host.substring(1, host.length() - 1) : host)
                    .isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
