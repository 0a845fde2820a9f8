package dev.lendersync.replica.transport;

import dev.lendersync.protocol.Hosts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;

/// Requests over the JDK's HTTP client: gzip, no redirects, limited bodies, the API key as bearer token.
///
/// Threads: the client's own and virtual ones; what depends on an answer runs on a virtual thread.
public final class HttpTransport implements Transport {
    /// The largest body that is accepted, compressed as well as decompressed.
    public static final int MAX_BODY_BYTES = 256 << 20;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Pattern KEY = Pattern.compile("[!-~]{1,1000}");

    private final String base;
    private final String authorization;
    private final int maxBodyBytes;
    private final Optional<SSLContext> trust;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;
    private final Set<HttpClient> following = ConcurrentHashMap.newKeySet();

    /// @param staffUrl http or https, perhaps with a path that the Staff App is mounted at
    /// @param plainHttp whether http may leave this machine, where anybody on the way can read the key
    /// @param trust which certificates to trust; by default those that the platform does
    /// @throws IllegalArgumentException when one of them cannot be used; the key is not repeated
    public HttpTransport(URI staffUrl, String apiKey, boolean plainHttp, Optional<SSLContext> trust) {
        this(staffUrl, apiKey, plainHttp, trust, MAX_BODY_BYTES);
    }

    HttpTransport(URI staffUrl, String apiKey, boolean plainHttp, Optional<SSLContext> trust, int maxBodyBytes) {
        requireUsable(staffUrl, apiKey);
        if (!plainHttp && isPlainToOthers(staffUrl)) {
            throw new IllegalArgumentException(
                    "the Staff App's URL is plain HTTP to another machine, so that anybody on"
                            + " the way could read the API key: use https, or allowPlainHttp() where the network is private");
        }
        this.base = base(staffUrl);
        this.authorization = "Bearer " + apiKey;
        this.maxBodyBytes = maxBodyBytes;
        this.trust = trust;
        this.client = client();
    }

    /// Not over HTTP/2: there a request that got no answer in time leaves its connection, which may be dead, to the
    /// next one, for as long as the operating system believes in it. Here it takes it along.
    private HttpClient client() {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .executor(threads);
        trust.ifPresent(builder::sslContext);
        return builder.build();
    }

    /// Whether a key sent to this URL could be read on the way.
    public static boolean isPlainToOthers(URI url) {
        return scheme(url).equals("http") && !Hosts.isLoopback(String.valueOf(url.getHost()));
    }

    /// @throws IllegalArgumentException as the constructor does
    public static void requireUsable(URI url, String apiKey) {
        boolean usable = (scheme(url).equals("http") || scheme(url).equals("https"))
                && url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
        if (!usable) {
            throw new IllegalArgumentException(
                    "the Staff App's URL must be http or https, with a host and without user, query or fragment");
        }
        if (!KEY.matcher(apiKey).matches()) {
            throw new IllegalArgumentException("the API key must be 1 to 1,000 visible ASCII characters");
        }
    }

    private static String scheme(URI url) {
        return url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    }

    private static String base(URI url) {
        String text = url.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public CompletableFuture<Response> send(Request request) {
        HttpRequest.Builder http = HttpRequest.newBuilder(URI.create(base + request.path()))
                .timeout(request.timeout())
                .header("Authorization", authorization)
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip");
        request.headers().forEach(http::header);
        request.json()
                .ifPresent(
                        json -> http.header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(json)));
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(http.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxBodyBytes));
        CompletableFuture<Response> response = exchange.thenApplyAsync(this::decompressed, threads);
        response.whenComplete((_, _) -> {
            if (response.isCancelled()) {
                exchange.cancel(true);
            }
        });
        return response;
    }

    @Override
    public Live open(LiveRequest request, LiveListener listener) {
        // Only with its client a handshake can be broken off: the answer that refuses it may never end.
        HttpClient own = client();
        following.add(own);
        WebSocket.Builder builder = own.newWebSocketBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .subprotocols(request.subprotocol())
                .header("Authorization", authorization);
        URI uri = URI.create(base.replaceFirst("^(?i)http", "ws") + request.path());
        return HttpLive.open(builder, uri, request.maxText(), listener, () -> {
            following.remove(own);
            own.shutdownNow();
        });
    }

    private Response decompressed(HttpResponse<byte[]> answer) {
        Map<String, String> headers = new HashMap<>();
        answer.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
        String encoding = answer.headers().firstValue("Content-Encoding").orElse("identity");
        byte[] body = switch (encoding.toLowerCase(Locale.ROOT)) {
            case "identity" -> answer.body();
            case "gzip" -> gunzip(answer.body());
            default -> throw new UncheckedIOException(new IOException("unknown content encoding"));
        };
        return new Response(answer.statusCode(), headers, body);
    }

    private byte[] gunzip(byte[] compressed) {
        if (compressed.length == 0) {
            return compressed; // a 304 may name the encoding of the body that it spares us
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed), 1 << 16)) {
            byte[] body = in.readNBytes(maxBodyBytes);
            if (in.read() >= 0) {
                throw new IOException("the answer is larger than " + maxBodyBytes + " bytes");
            }
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        following.forEach(HttpClient::shutdownNow);
        threads.shutdownNow();
    }
}
