package dev.lendersync.staff.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {
    private static Optional<InetAddress> literal(String url) {
        return Destination.of(URI.create(url)).literal();
    }

    @ParameterizedTest
    @CsvSource({
        "http://portal.example, false, portal.example, 80, /",
        "HTTPS://Portal.Example/a%20b, true, Portal.Example, 443, /a%20b",
        "https://portal.example:8443/hook?x=%26, true, portal.example, 8443, /hook?x=%26",
        "http://[2001:db8::1]:81/, false, [2001:db8::1], 81, /",
    })
    void readsUrls(String url, boolean tls, String host, int port, String target) {
        assertThat(Destination.of(URI.create(url))).isEqualTo(new Destination(tls, host, port, target));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://portal.example/",
                "file:///etc/passwd",
                "//portal.example/",
                "http:portal.example",
                "http:///path",
                "http://user@portal.example/",
                "http://127.0.0.1@portal.example/",
                "http://portal.example:0/",
                "http://portal.example:65536/",
                "http://%31%32%37.0.0.1/",
                "http://127.0.0.1%2e/",
                "http://p%6frtal.example/",
                "http://pörtal.example/",
                "http://①②⑦.⓪.⓪.①/",
                "http://127。0。0。1/",
                "http://portal_1/",
                "http://127.1/",
                "http://0x7f.1/",
                "http://0x7f.0x0.0x0.0x1/",
                "http://127.0.0.1.:80/"
            })
    void refusesUrlsThatNameNoHost(String url) {
        assertThatThrownBy(() -> literal(url)).isInstanceOf(OutboundException.class);
    }

    /// 127.0.0.1, 10.0.0.1 and 169.254.169.254 as some resolvers read them.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://2130706433/",
                "http://017700000001/",
                "http://0x7f000001/",
                "http://0X7F000001/",
                "http://0x/",
                "http://0177.0.0.1/",
                "http://127.0.0.01/",
                "http://127.000.000.001/",
                "http://127.0.1/",
                "http://2852039166/",
                "http://0/",
                "http://256.0.0.1/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::ffff:7f00:1]/",
                "http://[0:0:0:0:0:ffff:8.8.8.8]/",
                "http://[fe80::1%25eth0]/",
                "http://[fe80::1%251]/"
            })
    void refusesAddressesInOtherSpellings(String url) {
        assertThatThrownBy(() -> literal(url)).isInstanceOf(OutboundException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1/, 127.0.0.1",
        "http://255.255.255.255/, 255.255.255.255",
        "http://0.0.0.0/, 0.0.0.0",
        "http://[::1]/, ::1",
        "http://[::]/, ::",
        "http://[::127.0.0.1]/, ::7f00:1",
        "http://[64:ff9b::10.0.0.1]/, 64:ff9b::a00:1",
    })
    void knowsLiteralAddresses(String url, String address) {
        assertThat(literal(url)).contains(InetAddress.ofLiteral(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/",
                "http://localhost./",
                "http://portal.example./",
                "http://127.0.0.1.nip.example/",
                "http://1.example/",
                "http://0x7f.example/",
                "http://cafe/",
                "http://xn--prtal-jua.example/"
            })
    void leavesNamesToTheResolver(String url) {
        assertThat(literal(url)).isEmpty();
    }

    @Test
    void saysHowAnAddressIsWritten() {
        assertThatThrownBy(() -> literal("http://2130706433/"))
                .hasMessage("2130706433 is no host name, and an IPv4 address is written like 192.0.2.1");
        assertThatThrownBy(() -> literal("http://[::ffff:127.0.0.1]/"))
                .hasMessage("[::ffff:127.0.0.1] is an IPv4 address: write it as 127.0.0.1");
    }
}
