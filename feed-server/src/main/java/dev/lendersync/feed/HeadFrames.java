package dev.lendersync.feed;

import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Delta;
import dev.lendersync.protocol.Frame;
import dev.lendersync.protocol.Position;
import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The deltas that lead to one head, each encoded once for all connections that come from the same position. One
/// thread. Beyond the limits a delta is encoded for its one reader.
final class HeadFrames {
    static final int MAX_DELTAS = 64;
    static final long MAX_BYTES = 16L << 20;

    /// Where everybody is whom one of these was sent.
    private final Cursor end;

    private final Catalog head;
    private final Map<Position, ByteBuf> deltas = new HashMap<>();
    private long bytes;

    HeadFrames(Catalog head) {
        this.head = head;
        this.end = new Cursor.At(head.position());
    }

    boolean leadTo(Catalog other) {
        return head.position().equals(other.position()) && head.digest().equals(other.digest());
    }

    Cursor end() {
        return end;
    }

    /// The delta from a position, if somebody was sent it before.
    @Nullable
    ByteBuf from(Position position) {
        return deltas.get(position);
    }

    ByteBuf of(Delta delta) {
        ByteBuf known = deltas.get(delta.from());
        if (known != null) {
            return known;
        }
        ByteBuf frame = FrameBytes.shared(new Frame.Change(delta));
        if (deltas.size() < MAX_DELTAS && bytes + frame.readableBytes() <= MAX_BYTES) {
            deltas.put(delta.from(), frame);
            bytes += frame.readableBytes();
        }
        return frame;
    }
}
