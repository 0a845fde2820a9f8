package dev.lendersync.feed;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/// One JSON body in each content coding, made when first asked for and then shared by all readers. However many ask
/// at once, each coding is made once.
final class SharedBody {
    /// Less JSON than this is sent as it is: compressing it saves no packet.
    static final long WORTH_COMPRESSING_BYTES = 1_024;
    /// More JSON than this is encoded and compressed on a worker thread, since it takes milliseconds.
    static final long LONG_WORK_BYTES = 64 * 1_024;

    /// A body as it goes over the wire.
    record Encoded(Encoding encoding, Buffer bytes) {}

    private final Vertx vertx;
    private final Supplier<byte[]> json;
    private final long sizeHint;
    // Guarded by this.
    private final Map<Encoding, Future<Encoded>> made = new EnumMap<>(Encoding.class);

    /// @param sizeHint about how many bytes `json` will give; beyond [#LONG_WORK_BYTES] it need not be near
    SharedBody(Vertx vertx, long sizeHint, Supplier<byte[]> json) {
        this.vertx = vertx;
        this.sizeHint = sizeHint;
        this.json = json;
    }

    /// The body in a coding, or plain when it is too small to gain by it.
    synchronized Future<Encoded> in(Encoding wanted) {
        Encoding encoding = sizeHint < WORTH_COMPRESSING_BYTES ? Encoding.IDENTITY : wanted;
        Future<Encoded> known = made.get(encoding);
        // A failure (out of memory, say) is not kept: the next reader tries again.
        if (known != null && !known.failed()) {
            return known;
        }
        Future<Encoded> making = encoding == Encoding.IDENTITY
                ? work(() -> encoded(encoding, json.get()))
                : in(Encoding.IDENTITY)
                        .compose(plain -> work(() -> encoded(
                                encoding, encoding.compress(plain.bytes().getBytes()))));
        made.put(encoding, making);
        return making;
    }

    private static Encoded encoded(Encoding encoding, byte[] bytes) {
        return new Encoded(encoding, Buffer.buffer(bytes));
    }

    private Future<Encoded> work(Callable<Encoded> work) {
        if (sizeHint > LONG_WORK_BYTES) {
            return vertx.executeBlocking(work, false).map(Objects::requireNonNull);
        }
        try {
            return Future.succeededFuture(work.call());
        } catch (Exception e) {
            return Future.failedFuture(e);
        }
    }
}
