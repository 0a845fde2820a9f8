package dev.lendersync.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class PiecesTest {
    @ParameterizedTest
    @CsvSource({
        "HTTP_1_1, 0", "HTTP_1_1, 65536", "HTTP_1_1, 65537", "HTTP_1_1, 5000000",
        "HTTP_2, 0", "HTTP_2, 65536", "HTTP_2, 65537", "HTTP_2, 5000000"
    })
    void areTheWholeBody(HttpClient.Version version, int bytes) throws Exception {
        byte[] body = new byte[bytes];
        new Random(bytes).nextBytes(body);
        CompletableFuture<Void> left = new CompletableFuture<>();
        Vertx vertx = Vertx.vertx();
        try (HttpClient client = HttpClient.newBuilder().version(version).build()) {
            int port = vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(true))
                    .requestHandler(request -> Pieces.end(
                                    request.response().putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(bytes)),
                                    Buffer.buffer(body))
                            .onSuccess(left::complete)
                            .onFailure(left::completeExceptionally))
                    .listen(0, "127.0.0.1")
                    .await()
                    .actualPort();
            URI uri = URI.create("http://127.0.0.1:" + port);
            HttpResponse<byte[]> answer =
                    client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.version()).isEqualTo(version);
            assertThat(answer.body()).isEqualTo(body);
            left.get(10, TimeUnit.SECONDS);
        } finally {
            vertx.close().await();
        }
    }
}
