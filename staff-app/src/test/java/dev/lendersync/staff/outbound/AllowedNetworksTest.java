package dev.lendersync.staff.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedNetworksTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.255.255.255",
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "169.254.0.1",
                "169.254.169.254",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.0.255",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.0",
                "192.168.255.255",
                "198.18.0.0",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:1ff:ffff::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002::",
                "3fff::1",
                "3fff:fff::1",
                "4000::1",
                "5f00::1",
                "fc00::1",
                "fdff:ffff::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1"
            })
    void refusesWhatIsNotPublic(String address) {
        assertThat(AllowedNetworks.none().permit(InetAddress.ofLiteral(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0.0",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2000::1",
                "2001:200::1",
                "2001:4860:4860::8888",
                "2003::1",
                "2a00:1450::1",
                "3ffe:ffff::1"
            })
    void permitsWhatIsPublic(String address) {
        assertThat(AllowedNetworks.none().permit(InetAddress.ofLiteral(address)))
                .isTrue();
    }

    /// Java turns a mapped literal into IPv4, but an answer of a name server may arrive as it is.
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "8.8.8.8"})
    void refusesIpv4MappedIpv6(String address) throws UnknownHostException {
        byte[] mapped = new byte[16];
        Arrays.fill(mapped, 10, 12, (byte) 0xff);
        System.arraycopy(InetAddress.ofLiteral(address).getAddress(), 0, mapped, 12, 4);
        InetAddress ipv6 = Inet6Address.getByAddress(null, mapped, -1);

        assertThat(ipv6).isInstanceOf(Inet6Address.class);
        assertThat(AllowedNetworks.parse("0.0.0.0/0").permit(ipv6)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.0/8, 127.0.0.1, true",
        "127.0.0.0/8, 128.0.0.1, true", // public anyway
        "127.0.0.0/8, ::1, false",
        "127.0.0.1/32, 127.0.0.1, true",
        "127.0.0.1/32, 127.0.0.2, false",
        "10.1.2.3/16, 10.1.255.255, true",
        "10.1.2.3/16, 10.2.0.0, false",
        "192.168.1.128/25, 192.168.1.128, true",
        "192.168.1.128/25, 192.168.1.127, false",
        "0.0.0.0/0, 10.0.0.1, true",
        "0.0.0.0/0, fd00::1, false",
        "fd00::/8, fd12::1, true",
        "fd00::/8, fc12::1, false",
        "::1/128, ::1, true",
        "::1/128, 127.0.0.1, false",
        "::/0, fe80::1, true",
    })
    void permitsWhatTheOperatorAllows(String network, String address, boolean permitted) {
        assertThat(AllowedNetworks.parse(network).permit(InetAddress.ofLiteral(address)))
                .isEqualTo(permitted);
    }

    @Test
    void readsListsWithBlanks() {
        AllowedNetworks networks = AllowedNetworks.parse(" 127.0.0.0/8 ,, ::1/128,");

        assertThat(networks.permit(InetAddress.ofLiteral("127.9.9.9"))).isTrue();
        assertThat(networks.permit(InetAddress.ofLiteral("::1"))).isTrue();
        assertThat(networks.permit(InetAddress.ofLiteral("10.0.0.1"))).isFalse();
        assertThat(AllowedNetworks.parse(" ").permit(InetAddress.ofLiteral("127.0.0.1")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "127.0.0.1",
                "10/8",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/8/8",
                "256.0.0.0/8",
                "::/129",
                "fe80::1%eth0/64",
                "g::/8",
                ":/8",
                "::ffff:10.0.0.0/104",
                "10.0.0.0 /8"
            })
    void namesABadNetwork(String network) {
        assertThatThrownBy(() -> AllowedNetworks.parse("127.0.0.0/8," + network))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + network + "\"")
                .hasMessageContaining("is not a network");
    }
}
