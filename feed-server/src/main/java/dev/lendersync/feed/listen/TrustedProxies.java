package dev.lendersync.feed.listen;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// Who may say for whom it speaks. Anybody can send `X-Forwarded-For: 127.0.0.1`, so only proxies of these networks are
/// believed, and of a chain of them only the part that they wrote themselves. Immutable.
public final class TrustedProxies {
    /// Networks that one list may name.
    public static final int MAX_NETWORKS = 1_000;
    /// Nobody is believed.
    public static final TrustedProxies NONE = new TrustedProxies(List.of(), ForwardedBy.X_FORWARDED);

    /// Proxies of one chain that are looked at.
    static final int MAX_HOPS = 32;

    private final List<Network> networks;
    private final ForwardedBy by;

    private TrustedProxies(List<Network> networks, ForwardedBy by) {
        this.networks = networks;
        this.by = by;
    }

    /// Reads a comma-separated list of CIDRs; empty for none.
    ///
    /// @throws IllegalArgumentException when one is not CIDR, naming it
    public static TrustedProxies parse(String list, ForwardedBy by) {
        List<Network> networks = Network.parseList(list, MAX_NETWORKS);
        return networks.isEmpty() ? NONE : new TrustedProxies(networks, by);
    }

    public Sender sender(HttpServerRequest request) {
        String connected = request.remoteAddress().hostAddress();
        Sender direct = new Sender(connected, request.isSSL(), Optional.ofNullable(request.authority()));
        Optional<InetAddress> proxy = networks.isEmpty() ? Optional.empty() : address(connected);
        return proxy.isPresent() && trusts(proxy.get())
                ? behind(proxy.get(), direct, by.read(request.headers()))
                : direct;
    }

    /// Whether this address is a proxy's, which speaks for many.
    public boolean trusts(String address) {
        return !networks.isEmpty() && address(address).filter(this::trusts).isPresent();
    }

    private boolean trusts(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private Sender behind(InetAddress proxy, Sender direct, ForwardedBy.Said said) {
        return new Sender(
                farthest(proxy, said.addresses()).getHostAddress(),
                said.proto().map("https"::equalsIgnoreCase).orElse(direct.tls()),
                said.host()
                        .flatMap(host -> Optional.ofNullable(HostAndPort.parseAuthority(host, -1)))
                        .or(direct::host));
    }

    /// From the nearest proxy outwards, for as long as the one who speaks is trusted.
    private InetAddress farthest(InetAddress proxy, List<String> addresses) {
        InetAddress farthest = proxy;
        for (String said : addresses.reversed().stream().limit(MAX_HOPS).toList()) {
            Optional<InetAddress> next = trusts(farthest) ? address(said) : Optional.empty();
            if (next.isEmpty()) {
                return farthest;
            }
            farthest = next.get();
        }
        return farthest;
    }

    /// An address, perhaps with a port: `192.0.2.1:80`, `[2001:db8::1]:80`. Names such as `unknown` are none.
    private static Optional<InetAddress> address(String text) {
        String literal = text;
        int end = text.indexOf(']');
        if (text.startsWith("[") && end > 0) {
            literal = text.substring(1, end);
        } else if (text.indexOf(':') == text.lastIndexOf(':')) {
            literal = text.split(":", 2)[0];
        }
        if (literal.contains("%")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(literal));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
