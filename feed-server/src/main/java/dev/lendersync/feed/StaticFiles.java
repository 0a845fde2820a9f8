package dev.lendersync.feed;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An app's screens: a folder of the class path, read into memory at start. A request is a look-up in a map, so no path
/// leads anywhere else.
///
/// The screens are one page that draws by its own address: a browser that asks for a page that is no file gets
/// `index.html`, but for what begins with `/api/` or `/webhooks/`.
public final class StaticFiles {
    private static final String INDEX = "/index.html";
    private static final List<String> NO_PAGES = List.of("/api/", "/webhooks/");
    // Mantine writes its variables into style elements. Pictures may be data, such as a checkbox's tick.
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; "
            + "style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data:; font-src 'self'; "
            + "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", CONTENT_SECURITY_POLICY,
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Vary", "Accept-Encoding");

    private final Map<String, StaticFile> files;

    private StaticFiles(Map<String, StaticFile> files) {
        this.files = Map.copyOf(files);
    }

    /// @param folder of the class path, such as `web/client`. Where it is missing `/` says so in a line
    /// @throws IOException when the class path cannot be read
    public static StaticFiles read(ClassLoader classes, String folder) throws IOException {
        @Nullable URL index = classes.getResource(folder + INDEX);
        if (index == null) {
            String line = "The screens are not in this build: build it without -Dweb.skip=true to have them.\n";
            return new StaticFiles(Map.of("/", StaticFile.of("/screens.txt", line.getBytes(StandardCharsets.UTF_8))));
        }
        URI uri = uri(index);
        if (!uri.getScheme().equals("jar")) {
            return new StaticFiles(all(Path.of(uri).resolveSibling("")));
        }
        try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
            return new StaticFiles(all(jar.getPath(folder)));
        }
    }

    private static URI uri(URL url) throws IOException {
        try {
            return url.toURI();
        } catch (URISyntaxException e) {
            throw new IOException("not the address of a file: " + url, e);
        }
    }

    private static Map<String, StaticFile> all(Path folder) throws IOException {
        Map<String, StaticFile> files = new HashMap<>();
        List<Path> found;
        try (Stream<Path> tree = Files.walk(folder)) {
            found = tree.filter(Files::isRegularFile).toList();
        }
        for (Path file : found) {
            String path = "/" + folder.relativize(file).toString().replace('\\', '/');
            files.put(path, StaticFile.of(path, Files.readAllBytes(file)));
        }
        files.put("/", files.get(INDEX));
        return files;
    }

    /// Answers a request if it is for a file or a page: `200`, `304`, or `405` for what is no GET or HEAD.
    ///
    /// @return false when it is for something else; then nothing has been done to the request
    public boolean answer(HttpServerRequest request) {
        Optional<StaticFile> found = find(request);
        if (found.isEmpty()) {
            return false;
        }
        HttpServerResponse response = request.response();
        if (!reads(request)) {
            Problems.sendMethodNotAllowed(response, "GET, HEAD", "This path is a page, which can only be read");
            return true;
        }
        send(request, found.get());
        return true;
    }

    private Optional<StaticFile> find(HttpServerRequest request) {
        // Null for targets that are no paths, such as `OPTIONS *`.
        @Nullable String path = request.path();
        if (path == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(files.get(path)).or(() -> page(request, path));
    }

    private Optional<StaticFile> page(HttpServerRequest request, String path) {
        boolean isPage = reads(request)
                && request.headers().getAll(HttpHeaders.ACCEPT).stream().anyMatch(types -> types.contains("text/html"))
                && NO_PAGES.stream().noneMatch((path + "/")::startsWith);
        return isPage ? Optional.ofNullable(files.get(INDEX)) : Optional.empty();
    }

    private static boolean reads(HttpServerRequest request) {
        return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    }

    private static void send(HttpServerRequest request, StaticFile file) {
        HttpServerResponse response = request.response();
        StaticFile.Variant variant =
                file.in(AcceptEncoding.best(request.headers().getAll(HttpHeaders.ACCEPT_ENCODING)));
        HEADERS.forEach(response::putHeader);
        response.putHeader(HttpHeaders.ETAG, variant.etag()).putHeader(HttpHeaders.CACHE_CONTROL, file.cacheControl());
        if (IfNoneMatch.matches(request.headers().getAll(HttpHeaders.IF_NONE_MATCH), variant.etag())) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, file.contentType())
                .putHeader(
                        HttpHeaders.CONTENT_LENGTH,
                        Integer.toString(variant.bytes().length()));
        if (variant.encoding() != Encoding.IDENTITY) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, variant.encoding().token());
        }
        if (request.method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            Pieces.end(response, variant.bytes());
        }
    }
}
