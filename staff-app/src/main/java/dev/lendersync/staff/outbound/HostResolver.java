package dev.lendersync.staff.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// Finds the addresses of a host. May block.
@FunctionalInterface
public interface HostResolver {
    /// The resolver of the operating system.
    HostResolver SYSTEM = InetAddress::getAllByName;

    /// @param host a name or a literal address, IPv6 in brackets
    InetAddress[] resolve(String host) throws UnknownHostException;
}
