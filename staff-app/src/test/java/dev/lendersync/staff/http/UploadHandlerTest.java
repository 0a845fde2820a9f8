package dev.lendersync.staff.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadHandlerTest {
    /// Vert.x closes a file whose writes failed as if nothing had been.
    @ParameterizedTest
    @ValueSource(ints = {10, 3_000_000})
    @EnabledOnOs(OS.LINUX)
    void whatTheDiskDidNotTakeIsNoUpload(int bytes, @TempDir Path folder) throws Exception {
        // A link, since the file of an upload is deleted in the end.
        Path full = Files.createSymbolicLink(folder.resolve("full"), Path.of("/dev/full"));
        assertThat(upload(full, bytes)).isEqualTo(500);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatItTookIsOne(@TempDir Path folder) throws Exception {
        assertThat(upload(Files.createFile(folder.resolve("file")), 3_000_000)).isEqualTo(200);
    }

    private static int upload(Path file, int bytes) throws Exception {
        Vertx vertx = Vertx.vertx();
        try (HttpClient client = HttpClient.newHttpClient()) {
            Router router = Router.router(vertx);
            router.post()
                    .handler(new UploadHandler(
                            new Semaphore(1), new Shares(1), 5_000_000, _ -> Future.succeededFuture(file.toString())))
                    .handler(context -> context.response().end());
            int port = vertx.createHttpServer()
                    .requestHandler(router)
                    .listen(0, "127.0.0.1")
                    .await()
                    .actualPort();
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[bytes]))
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } finally {
            vertx.close().await();
        }
    }
}
