package dev.lendersync.staff.outbound;

import static dev.lendersync.staff.outbound.Poster.LOOPBACK;
import static dev.lendersync.staff.outbound.Poster.always;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Over TLS only the host itself answers: its certificate must be trusted, in date and for its name.
class OutboundTlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path folder;

    private final Poster poster = new Poster();
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void makeCertificates() throws Exception {
        keytool("authority", "authority", "-dname", "CN=Test Authority", "-ext", "bc:c");
        makeCertificate("current", "-validity", "30");
        keytool("self-signed", "server", "-dname", "CN=client.example", "-ext", "san=dns:client.example");
        makeCertificate("expired", "-startdate", "-10d", "-validity", "5");
    }

    /// For `client.example`, signed by the authority.
    private static void makeCertificate(String name, String... dates) throws Exception {
        Files.copy(folder.resolve("authority.p12"), folder.resolve(name + ".p12"));
        List<String> options = new ArrayList<>(
                List.of("-dname", "CN=client.example", "-ext", "san=dns:client.example", "-signer", "authority"));
        options.addAll(List.of(dates));
        keytool(name, "server", options.toArray(String[]::new));
    }

    private static void keytool(String store, String alias, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-keystore",
                folder.resolve(store + ".p12").toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                alias));
        command.addAll(List.of(options));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
    }

    private static PfxOptions store(String name) {
        return new PfxOptions()
                .setPath(folder.resolve(name + ".p12").toString())
                .setPassword(PASSWORD);
    }

    @AfterEach
    void stop() {
        poster.close();
    }

    private int serve(String certificate) {
        HttpServer server = poster.vertx
                .createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setSni(true)
                        .setKeyCertOptions(store(certificate).setAlias("server")))
                .requestHandler(request -> {
                    seen.add(request.connection().indicatedServerName() + " " + request.getHeader("host"));
                    request.response().end();
                })
                .listen(0, "127.0.0.1")
                .await();
        return server.actualPort();
    }

    private Outbound outbound(HttpClientOptions options) {
        return new Outbound(poster.vertx, LOOPBACK, 4, always("127.0.0.1"), Duration.ofSeconds(10), options);
    }

    private Outbound trustingTheAuthority() {
        return outbound(Outbound.httpOptions().setTrustOptions(store("authority")));
    }

    private static URI url(String host, int port) {
        return URI.create("https://" + host + ":" + port + "/hook");
    }

    @Test
    void speaksToTheHostUnderItsName() throws Exception {
        int port = serve("current");

        assertThat(poster.post(trustingTheAuthority(), url("client.example", port))
                        .status())
                .isEqualTo(200);
        assertThat(seen).containsExactly("client.example client.example:" + port);
    }

    @Test
    void refusesACertificateThatNobodyVouchesFor() {
        int selfSigned = serve("self-signed");
        int unknown = serve("current");

        assertThat(poster.refusal(trustingTheAuthority(), url("client.example", selfSigned)))
                .isEqualTo("the certificate of client.example is not trusted: it is self-signed, or signed by an"
                        + " authority that this machine doesn't know");
        assertThat(poster.refusal(outbound(Outbound.httpOptions()), url("client.example", unknown)))
                .contains("is not trusted");
        assertThat(seen).isEmpty();
    }

    @Test
    void refusesACertificateForAnotherName() {
        int port = serve("current");

        assertThat(poster.refusal(trustingTheAuthority(), url("other.example", port)))
                .isEqualTo("the certificate is not for other.example but for another name");
        assertThat(poster.refusal(trustingTheAuthority(), url("127.0.0.1", port)))
                .isEqualTo("the certificate is not for 127.0.0.1 but for another name");
        assertThat(seen).isEmpty();
    }

    @Test
    void refusesACertificateThatHasExpired() {
        int port = serve("expired");

        assertThat(poster.refusal(trustingTheAuthority(), url("client.example", port)))
                .isEqualTo("the certificate of client.example has expired");
    }

    @Test
    void saysThatAPortDoesNotSpeakTls() throws Exception {
        try (RawServer plain = new RawServer(connection -> connection
                .getOutputStream()
                .write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))) {
            int port = plain.url("https").getPort();

            assertThat(poster.refusal(trustingTheAuthority(), url("client.example", port)))
                    .isEqualTo("port " + port + " doesn't speak TLS: http:// instead of https://?");
        }
    }

    @Test
    void aHandshakeThatHangsEndsWithTheExchange() throws Exception {
        try (RawServer silent =
                new RawServer(connection -> connection.getInputStream().transferTo(OutputStream.nullOutputStream()))) {
            Outbound hasty = new Outbound(
                    poster.vertx, LOOPBACK, 4, always("127.0.0.1"), Duration.ofMillis(300), Outbound.httpOptions());

            assertThat(poster.refusal(
                            hasty, url("client.example", silent.url("https").getPort())))
                    .isEqualTo("no complete answer within 300 ms");
        }
    }
}
