package dev.lendersync.staff.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where one request goes: a URL that can be read in one way only.
///
/// @param host a name, or a literal address, IPv6 in brackets
/// @param target path and query
record Destination(boolean tls, String host, int port, String target) {
    private static final int MAX_PORT = 65_535;
    private static final String OCTET = "(?:0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
    private static final Pattern IPV4 = Pattern.compile("(?:" + OCTET + "\\.){3}" + OCTET);
    // Some resolvers read all of these as addresses: 2130706433, 127.1, 0177.0.0.1, 0x7f000001. No host name ends so.
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9A-Fa-f]*)\\.?");

    /// @throws OutboundException when the URL is not of a form that requests go to
    static Destination of(URI url) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new OutboundException("the URL must begin with http:// or https://");
        }
        // Java finds no host in what is none: percent-encoded, not ASCII, with an underscore, IPv6 without brackets.
        String host = url.getHost();
        if (host == null) {
            throw new OutboundException("the URL names no host that can be looked up");
        }
        if (url.getRawUserInfo() != null) {
            throw new OutboundException("the URL must not hold a user name or password");
        }
        boolean tls = scheme.equals("https");
        int port = url.getPort() == -1 ? tls ? 443 : 80 : url.getPort();
        if (port < 1 || port > MAX_PORT) {
            throw new OutboundException("the URL's port must be 1 to " + MAX_PORT);
        }
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return new Destination(tls, host, port, url.getRawQuery() == null ? path : path + "?" + url.getRawQuery());
    }

    /// The address, when the host is a literal one; nothing when it is a name.
    ///
    /// @throws OutboundException when it is an address in a spelling that not everybody reads alike
    Optional<InetAddress> literal() {
        if (host.startsWith("[")) {
            return Optional.of(ipv6());
        }
        if (IPV4.matcher(host).matches()) {
            return Optional.of(InetAddress.ofLiteral(host));
        }
        if (ENDS_IN_NUMBER.matcher(host).matches()) {
            throw new OutboundException(host + " is no host name, and an IPv4 address is written like 192.0.2.1");
        }
        return Optional.empty();
    }

    private InetAddress ipv6() {
        String text = host.substring(1, host.length() - 1);
        if (text.contains("%")) {
            throw new OutboundException(host + " names a network interface, which is of this machine only");
        }
        InetAddress address = InetAddress.ofLiteral(text);
        if (address instanceof Inet4Address) {
            throw new OutboundException(host + " is an IPv4 address: write it as " + address.getHostAddress());
        }
        return address;
    }
}
