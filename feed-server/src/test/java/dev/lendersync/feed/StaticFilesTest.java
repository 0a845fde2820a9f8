package dev.lendersync.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Screens out of a class path, over HTTP.
class StaticFilesTest {
    private static final String INDEX = "<!doctype html><title>Screens</title>";
    private static final String SCRIPT = "export const text = 'words';\n".repeat(200);
    private static final String SCRIPT_PATH = "/assets/index-BQ3dUw_4.js";
    private static final String PAGE_TYPES = "text/html,application/xhtml+xml,*/*;q=0.8";

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private Path folder;

    private int port;

    @AfterEach
    void stop() throws Exception {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /// Files of the class path that are not of the screens stand beside them, to be asked for in vain.
    private static Map<String, String> tree() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("web/screens/index.html", INDEX);
        files.put("web/screens" + SCRIPT_PATH, SCRIPT);
        files.put("web/screens/sw.js", "self.skipWaiting();");
        files.put("web/screens/pixel.png", "\u0089PNG");
        files.put("web/secret.txt", "secret");
        files.put("secret.txt", "secret");
        return files;
    }

    private Path asFolder() throws IOException {
        for (Map.Entry<String, String> file : tree().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return folder;
    }

    private Path asJar() throws IOException {
        Path jar = folder.resolve("with space.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, String> file : tree().entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        return jar;
    }

    private void serve(Path classPath) throws Exception {
        try (URLClassLoader classes =
                new URLClassLoader(new URL[] {classPath.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            StaticFiles files = StaticFiles.read(classes, "web/screens");
            port = vertx.createHttpServer(
                            new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                    .requestHandler(request -> {
                        if (!files.answer(request)) {
                            request.response().setStatusCode(418).end();
                        }
                    })
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS)
                    .actualPort();
        }
    }

    private HttpResponse<byte[]> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        return client.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void filesComeWithWhatBrowsersNeed(boolean packed) throws Exception {
        serve(packed ? asJar() : asFolder());
        HttpResponse<byte[]> page = send("GET", "/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(text(page)).isEqualTo(INDEX);
        assertThat(header(page, "content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(header(page, "cache-control")).isEqualTo("no-cache");
        assertThat(header(page, "content-security-policy"))
                .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'");
        assertThat(header(page, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(header(page, "referrer-policy")).isEqualTo("no-referrer");

        HttpResponse<byte[]> script = send("GET", SCRIPT_PATH);
        assertThat(text(script)).isEqualTo(SCRIPT);
        assertThat(header(script, "content-type")).isEqualTo("text/javascript; charset=utf-8");
        assertThat(header(script, "cache-control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(header(send("GET", "/sw.js"), "cache-control"))
                .as("its name says nothing of its content")
                .isEqualTo("no-cache");
        assertThat(header(send("GET", "/pixel.png"), "content-type")).isEqualTo("image/png");
    }

    @Test
    void codingsAreNegotiatedAndEachHasItsOwnTag() throws Exception {
        serve(asFolder());
        HttpResponse<byte[]> plain = send("GET", SCRIPT_PATH);
        HttpResponse<byte[]> gzip = send("GET", SCRIPT_PATH, "Accept-Encoding", "gzip");
        assertThat(header(gzip, "content-encoding")).isEqualTo("gzip");
        assertThat(header(gzip, "vary")).isEqualTo("Accept-Encoding");
        assertThat(gzip.body().length).isLessThan(SCRIPT.length() / 4);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip.body()))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(SCRIPT);
        }
        assertThat(header(plain, "content-encoding")).isEmpty();
        assertThat(header(gzip, "etag")).isNotEqualTo(header(plain, "etag")).startsWith("\"");
        String[] asked = {"Accept-Encoding", "gzip", "If-None-Match", header(gzip, "etag")};
        HttpResponse<byte[]> again = send("GET", SCRIPT_PATH, asked);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(send("GET", SCRIPT_PATH, "If-None-Match", header(gzip, "etag"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(header(send("GET", "/pixel.png", "Accept-Encoding", "gzip, br"), "content-encoding"))
                .as("what coding makes larger goes plain")
                .isEmpty();
    }

    @Test
    void headTellsTheLengthAndWritesAreRefused() throws Exception {
        serve(asFolder());
        HttpResponse<byte[]> head = send("HEAD", "/");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "content-length")).isEqualTo(Integer.toString(INDEX.length()));
        HttpResponse<byte[]> written = send("POST", "/");
        assertThat(written.statusCode()).isEqualTo(405);
        assertThat(header(written, "allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void everyAddressOfAPageIsThePage() throws Exception {
        serve(asFolder());
        for (String path : new String[] {"/products", "/products/1?x=1", "/apiary"}) {
            assertThat(text(send("GET", path, "Accept", PAGE_TYPES))).isEqualTo(INDEX);
        }
        assertThat(send("GET", "/products", "Accept", "*/*").statusCode()).isEqualTo(418);
        assertThat(send("POST", "/products", "Accept", PAGE_TYPES).statusCode()).isEqualTo(418);
        for (String path : new String[] {"/api", "/api/x", "/webhooks/x"}) {
            assertThat(send("GET", path, "Accept", PAGE_TYPES).statusCode()).isEqualTo(418);
        }
    }

    /// As raw text: a client would tidy such paths up.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../secret.txt",
                "/assets/../../secret.txt",
                "/%2e%2e/secret.txt",
                "/..%2fsecret.txt",
                "/..\\secret.txt",
                "//secret.txt",
                "/./index.html",
                "/assets/",
                "/assets",
                "/index.html%00.js",
                "*"
            })
    void noPathLeadsOut(String path) throws Exception {
        serve(asJar());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            String request = "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("secret");
        }
    }

    @Test
    void aBuildWithoutScreensSaysSo() throws Exception {
        serve(folder);
        HttpResponse<byte[]> answer = send("GET", "/");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "content-type")).startsWith("text/plain");
        assertThat(text(answer)).contains("The screens are not in this build").hasLineCount(1);
        assertThat(send("GET", "/products", "Accept", PAGE_TYPES).statusCode()).isEqualTo(418);
    }
}
