package dev.lendersync.replica.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lendersync.replica.Await;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A connection over TLS whose other end is gone without a word: a machine that lost its power, a gateway that forgot.
@Timeout(60)
class DeadConnectionTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final byte[] HTTP2_SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};

    private final AtomicInteger connections = new AtomicInteger();

    @Test
    void isNotAskedAgain(@TempDir Path folder) throws Exception {
        SSLContext context = context(folder.resolve("server.p12"));
        try (SSLServerSocket server = (SSLServerSocket)
                        context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
                HttpTransport transport = new HttpTransport(
                        URI.create("https://localhost:" + server.getLocalPort()),
                        "lsk_key",
                        false,
                        Optional.of(context))) {
            SSLParameters parameters = server.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
            server.setSSLParameters(parameters);
            Thread.ofVirtual().start(() -> accept(server));
            for (int asked = 1; asked <= 2; asked++) {
                assertThatThrownBy(transport.send(Request.get("/sync", Map.of(), Duration.ofMillis(500)))::join)
                        .hasCauseInstanceOf(HttpTimeoutException.class);
                int wanted = asked;
                Await.until(() -> connections.get() == wanted);
            }
        }
    }

    private void accept(SSLServerSocket server) {
        while (!server.isClosed()) {
            try {
                SSLSocket socket = (SSLSocket) server.accept();
                Thread.ofVirtual().start(() -> swallow(socket));
            } catch (IOException e) {
                assertThat(server.isClosed()).isTrue();
            }
        }
    }

    private void swallow(SSLSocket socket) {
        try (socket) {
            socket.startHandshake();
            if ("h2".equals(socket.getApplicationProtocol())) {
                socket.getOutputStream().write(HTTP2_SETTINGS);
            }
            connections.incrementAndGet();
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            assertThat(gone).isNotNull();
        }
    }

    private static SSLContext context(Path store) throws Exception {
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD),
                        "-alias",
                        "server",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
