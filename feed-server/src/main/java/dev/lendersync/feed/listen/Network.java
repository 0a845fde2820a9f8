package dev.lendersync.feed.listen;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// A range of IP addresses, written as CIDR: `10.0.0.0/8`, `fd00::/8`. IPv4 and IPv6 are different worlds: an
/// IPv4-mapped IPv6 address lies in no IPv4 network.
public final class Network {
    private static final Pattern FORM =
            Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)/([0-9]{1,3})");

    private final String text;
    private final byte[] address;
    private final int prefixBits;

    private Network(String text, byte[] address, int prefixBits) {
        this.text = text;
        this.address = address;
        this.prefixBits = prefixBits;
    }

    /// Reads a comma-separated list, e.g. `127.0.0.0/8, fd00::/8`; empty for none.
    ///
    /// @throws IllegalArgumentException when one is not CIDR, naming it, or there are more than `most`
    public static List<Network> parseList(String list, int most) {
        List<Network> networks = Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(Network::parse)
                .toList();
        if (networks.size() > most) {
            throw new IllegalArgumentException("at most " + most + " networks can be named");
        }
        return networks;
    }

    /// Bits behind the prefix may be set; they don't count.
    ///
    /// @throws IllegalArgumentException when the text is not CIDR, saying why
    public static Network parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw notCidr(text, "write it as 10.0.0.0/8 or fd00::/8");
        }
        byte[] address = literal(text, form.group(1));
        int prefixBits = Integer.parseInt(form.group(2));
        if (prefixBits > address.length * Byte.SIZE) {
            throw notCidr(text, "the number behind the slash is at most " + address.length * Byte.SIZE);
        }
        return new Network(text, address, prefixBits);
    }

    private static byte[] literal(String text, String address) {
        try {
            return InetAddress.ofLiteral(address).getAddress();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a network: \"" + address + "\" is no address", e);
        }
    }

    private static IllegalArgumentException notCidr(String text, String why) {
        return new IllegalArgumentException("\"" + text + "\" is not a network: " + why);
    }

    public boolean contains(InetAddress candidate) {
        byte[] bytes = candidate.getAddress();
        int whole = prefixBits / Byte.SIZE;
        int rest = prefixBits % Byte.SIZE;
        return bytes.length == address.length
                && Arrays.equals(bytes, 0, whole, address, 0, whole)
                && (rest == 0 || (bytes[whole] ^ address[whole]) >> (Byte.SIZE - rest) == 0);
    }

    @Override
    public String toString() {
        return text;
    }
}
