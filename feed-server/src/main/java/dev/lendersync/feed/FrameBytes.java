package dev.lendersync.feed;

import dev.lendersync.protocol.Frame;
import dev.lendersync.protocol.FrameCodec;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;

/// A frame as it goes over a WebSocket: a server's frames are not masked, so the same bytes are good for everybody.
final class FrameBytes {
    private static final int FINAL_TEXT = 0x81;
    private static final int SHORT = 125;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;

    private FrameBytes() {}

    /// Direct memory that is freed when nobody refers to it any more: writing a duplicate neither copies nor counts.
    static ByteBuf shared(Frame frame) {
        byte[] text = FrameCodec.encode(frame);
        ByteBuffer bytes = ByteBuffer.allocateDirect(text.length + 10);
        bytes.put((byte) FINAL_TEXT);
        if (text.length <= SHORT) {
            bytes.put((byte) text.length);
        } else if (text.length <= 0xFFFF) {
            bytes.put((byte) TWO_BYTES).putShort((short) text.length);
        } else {
            bytes.put((byte) EIGHT_BYTES).putLong(text.length);
        }
        bytes.put(text).flip();
        return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(bytes));
    }
}
