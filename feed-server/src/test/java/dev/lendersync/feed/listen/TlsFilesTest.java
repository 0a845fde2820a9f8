package dev.lendersync.feed.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files that can't be used are told in one line that names the option and the rule.
class TlsFilesTest {
    @TempDir
    private static Path folder;

    private static PemFiles ec;
    private static PemFiles rsa;

    @BeforeAll
    static void make() throws Exception {
        ec = PemFiles.make(folder, "ec", "EC");
        rsa = PemFiles.make(folder, "rsa", "RSA");
        Files.writeString(folder.resolve("text"), "no PEM at all");
        Files.writeString(folder.resolve("encrypted"), PemFiles.pem("ENCRYPTED PRIVATE KEY", new byte[] {1, 2, 3, 4}));
        Files.writeString(folder.resolve("garbage"), PemFiles.pem("PRIVATE KEY", new byte[] {1, 2, 3, 4}));
        Files.write(folder.resolve("large"), new byte[(1 << 20) + 1]);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            none      | ec.key    | --tls-cert (TLS_CERT): there is no file
            text      | ec.key    | --tls-cert (TLS_CERT): %s/text must hold a certificate in PEM
            ec.key    | ec.key    | --tls-cert (TLS_CERT): %s/ec.key must hold a certificate in PEM
            .         | ec.key    | --tls-cert (TLS_CERT): can't read the file
            large     | ec.key    | --tls-cert (TLS_CERT): %s/large is larger than
            ec.crt    | none      | --tls-key (TLS_KEY): there is no file
            ec.crt    | text      | --tls-key (TLS_KEY): %s/text must hold a private key in PEM
            ec.crt    | ec.crt    | --tls-key (TLS_KEY): %s/ec.crt must hold a private key in PEM
            ec.crt    | encrypted | --tls-key (TLS_KEY): %s/encrypted is encrypted
            ec.crt    | garbage   | --tls-key (TLS_KEY): %s/garbage does not hold the private key of the certificate in
            ec.crt    | rsa.key   | --tls-key (TLS_KEY): %s/rsa.key does not hold the private key of the certificate in
            other.crt | ec.key    | --tls-key (TLS_KEY): %s/ec.key does not hold the private key of the certificate in
            """)
    void aFileThatCantBeUsed(String certificate, String key, String line) throws Exception {
        if (certificate.equals("other.crt")) {
            PemFiles.make(folder, "other", "EC");
        }
        TlsFiles files = new TlsFiles(folder.resolve(certificate), folder.resolve(key));
        assertThatThrownBy(files::read)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(line.replace("%s", folder.toString()))
                .hasMessageNotContaining("\n");
    }

    @Test
    void aChainIsTakenWhole() throws IOException {
        Path chain = Files.writeString(
                folder.resolve("chain"), Files.readString(ec.certificate()) + Files.readString(rsa.certificate()));
        assertThat(new TlsFiles(chain, ec.key()).read().chain()).containsExactly(ec.parsed(), rsa.parsed());
    }

    /// Tools write keys with and without the word of which kind they are.
    @ParameterizedTest
    @CsvSource({"RSA, 2048, RSA PRIVATE KEY", "EC, 256, EC PRIVATE KEY", "EC, 521, EC PRIVATE KEY"})
    void keysInTheirOlderForms(String kind, int bits, String label) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
        generator.initialize(bits);
        KeyPair pair = generator.generateKeyPair();
        byte[] pkcs8 = pair.getPrivate().getEncoded();
        assertThat(PemKey.parse(PemFiles.pem(label, bare(pkcs8)), pair.getPublic()))
                .isEqualTo(pair.getPrivate());
        assertThat(PemKey.parse(PemFiles.pem("PRIVATE KEY", pkcs8), pair.getPublic()))
                .isEqualTo(pair.getPrivate());
    }

    @Test
    void ed25519() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        String pem = PemFiles.pem("PRIVATE KEY", pair.getPrivate().getEncoded());
        assertThat(PemKey.parse(pem, pair.getPublic()).getEncoded())
                .isEqualTo(pair.getPrivate().getEncoded());
    }

    /// The octet string that PKCS #8 ends with.
    private static byte[] bare(byte[] pkcs8) {
        for (int at = 4; at < pkcs8.length; at++) {
            int lengthBytes = (pkcs8[at + 1] & 0x80) == 0 ? 0 : pkcs8[at + 1] & 0x7F;
            int length = lengthBytes == 0 ? pkcs8[at + 1] : 0;
            for (int i = 0; i < lengthBytes && lengthBytes <= 2; i++) {
                length = (length << Byte.SIZE) | (pkcs8[at + 2 + i] & 0xFF);
            }
            if (pkcs8[at] == 0x04 && at + 2 + lengthBytes + length == pkcs8.length) {
                return Arrays.copyOfRange(pkcs8, at + 2 + lengthBytes, pkcs8.length);
            }
        }
        throw new AssertionError("no octet string");
    }
}
