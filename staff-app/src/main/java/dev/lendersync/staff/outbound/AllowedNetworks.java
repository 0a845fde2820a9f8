package dev.lendersync.staff.outbound;

import dev.lendersync.feed.listen.Network;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/// Where outbound requests may go: to every public address, and to the networks that the operator allowed. Whoever may
/// register a client could otherwise have the Staff App call what only it can reach: itself, its database, a cloud's
/// metadata service. Immutable.
public final class AllowedNetworks {
    /// Networks that one list may name.
    public static final int MAX_NETWORKS = 1_000;

    // The IANA registries of special-purpose addresses. Of IPv6, only 2000::/3 is given out as public addresses, so
    // the rest is refused whole: unspecified, loopback, IPv4-mapped, NAT64, unique local, link-local, multicast.
    private static final List<Network> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8", // this network
                    "10.0.0.0/8", // private
                    "100.64.0.0/10", // carrier-grade NAT
                    "127.0.0.0/8", // loopback
                    "169.254.0.0/16", // link-local, metadata services
                    "172.16.0.0/12", // private
                    "192.0.0.0/24", // protocol assignments
                    "192.0.2.0/24", // documentation
                    "192.88.99.0/24", // 6to4 relays
                    "192.168.0.0/16", // private
                    "198.18.0.0/15", // benchmarks
                    "198.51.100.0/24", // documentation
                    "203.0.113.0/24", // documentation
                    "224.0.0.0/4", // multicast
                    "240.0.0.0/4", // reserved, broadcast
                    "::/3",
                    "4000::/2",
                    "8000::/1",
                    "2001::/23", // protocol assignments, Teredo
                    "2001:db8::/32", // documentation
                    "2002::/16", // 6to4: carries any IPv4 address
                    "3fff::/20") // documentation
            .map(Network::parse)
            .toList();

    private final List<Network> allowed;

    private AllowedNetworks(List<Network> allowed) {
        this.allowed = allowed;
    }

    /// Public addresses only.
    public static AllowedNetworks none() {
        return new AllowedNetworks(List.of());
    }

    /// Reads a comma-separated list of CIDRs, e.g. `127.0.0.0/8, fd00::/8`; empty for none.
    ///
    /// @throws IllegalArgumentException when one is not CIDR, naming it
    public static AllowedNetworks parse(String list) {
        return new AllowedNetworks(Network.parseList(list, MAX_NETWORKS));
    }

    public boolean permit(InetAddress address) {
        return allowed.stream().anyMatch(network -> network.contains(address))
                || NOT_PUBLIC.stream().noneMatch(network -> network.contains(address));
    }
}
