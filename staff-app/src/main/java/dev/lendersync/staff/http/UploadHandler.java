package dev.lendersync.staff.http;

import dev.lendersync.protocol.Problem;
import dev.lendersync.staff.identity.Principal;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.FileSystem;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes the body of a request to a file as it comes, at the pace of the disk, without blocking an event loop.
final class UploadHandler implements Handler<RoutingContext> {
    /// Uploads at once, and those of one user; 503 beyond them.
    static final int MAX_UPLOADS = 4;

    static final int MAX_UPLOADS_OF_ONE = 2;

    static final String KEY = "upload";

    private final Semaphore uploads;
    private final Shares shares;
    private final long limit;
    private final Function<FileSystem, Future<String>> newFile;

    /// @param uploads shared by all that write files, as `shares` are
    UploadHandler(Semaphore uploads, Shares shares, long limit) {
        this(uploads, shares, limit, files -> files.createTempFile("lender-sync-upload-", ""));
    }

    UploadHandler(Semaphore uploads, Shares shares, long limit, Function<FileSystem, Future<String>> newFile) {
        this.uploads = uploads;
        this.shares = shares;
        this.limit = limit;
        this.newFile = newFile;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (declared(request) > limit) {
            context.fail(413);
            return;
        }
        Principal caller = context.get("principal", new Principal.Anonymous());
        String key = caller.key();
        if (!shares.take(key)) {
            context.fail(busy());
            return;
        }
        context.addEndHandler(ended -> shares.giveBack(key));
        if (!uploads.tryAcquire()) {
            context.fail(busy());
            return;
        }
        context.addEndHandler(ended -> uploads.release());
        FileSystem files = context.vertx().fileSystem();
        request.pause();
        Future<String> created = newFile.apply(files);
        // Whoever leaves may do so before the file is there, and then it must not be made again.
        context.addEndHandler(ended -> created.onSuccess(files::delete));
        created.compose(path -> files.open(
                                path, new OpenOptions().setWrite(true).setCreate(false))
                        .onSuccess(file -> receive(context, Path.of(path), file)))
                .onFailure(context::fail);
    }

    private static ProblemException busy() {
        return new ProblemException(Problem.of(503, "busy", "Too many uploads are running", "Try again in a moment."));
    }

    private static long declared(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return header == null ? 0 : Long.parseLong(header);
        } catch (NumberFormatException e) {
            // Vert.x refuses what is no number before a handler sees it.
            return 0;
        }
    }

    private void receive(RoutingContext context, Path path, AsyncFile file) {
        HttpServerRequest request = context.request();
        if (request.response().closed()) {
            file.close();
            return;
        }
        MessageDigest digest = sha256();
        AtomicLong received = new AtomicLong();
        // A file is closed as if nothing had been when it could not be written.
        AtomicReference<@Nullable Throwable> unwritten = new AtomicReference<>();
        request.handler(bytes -> {
            if (received.addAndGet(bytes.length()) > limit) {
                request.handler(null).endHandler(null).exceptionHandler(null);
                file.close();
                context.fail(413);
                return;
            }
            digest.update(bytes.getBytes());
            write(request, file, bytes).onFailure(unwritten::set);
        });
        request.exceptionHandler(broken -> file.close());
        request.endHandler(end -> file.close()
                .compose(closed -> failedWith(unwritten.get()))
                .onSuccess(whole -> {
                    context.put(
                            KEY, new Upload(path, received.get(), HexFormat.of().formatHex(digest.digest())));
                    context.next();
                })
                .onFailure(context::fail));
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        request.resume();
    }

    private static Future<Void> failedWith(@Nullable Throwable failure) {
        return failure == null ? Future.succeededFuture() : Future.failedFuture(failure);
    }

    private static Future<Void> write(HttpServerRequest request, AsyncFile file, Buffer bytes) {
        Future<Void> written = file.write(bytes);
        if (file.writeQueueFull()) {
            request.pause();
            file.drainHandler(drained -> request.resume());
        }
        return written;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
