package dev.lendersync.feed;

import dev.lendersync.protocol.FrameCodec;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/// What a client may send, looked at before Vert.x does: every frame counts, pings and parts of messages too, and
/// whoever sends what is none is told why (RFC 6455, section 7.4) before the connection ends. Vert.x would answer any
/// number of pings, whether or not the answers are read, and end the connection without a word.
final class IncomingFrames extends Utf8FrameValidator {
    private final LiveConnection connection;
    private int messageBytes;

    IncomingFrames(LiveConnection connection) {
        super(false);
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (!(message instanceof WebSocketFrame frame) || frame instanceof CloseWebSocketFrame || admits(frame)) {
            super.channelRead(ctx, message);
        } else {
            frame.release();
        }
    }

    private boolean admits(WebSocketFrame frame) {
        if (!connection.hears()) {
            return false;
        }
        int bytes = frame.content().readableBytes();
        messageBytes = frame instanceof ContinuationWebSocketFrame ? messageBytes + bytes : bytes;
        if (messageBytes > FrameCodec.MAX_CLIENT_BYTES) {
            tooBig();
            return false;
        }
        return true;
    }

    /// Of the decoder or of the UTF-8 in a text; what comes after it is not to be heard.
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) throws Exception {
        if (!(failure instanceof CorruptedWebSocketFrameException corrupted)) {
            super.exceptionCaught(ctx, failure);
        } else if (corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)) {
            tooBig();
        } else {
            connection.close(corrupted.closeStatus().code(), String.valueOf(corrupted.getMessage()));
        }
    }

    private void tooBig() {
        connection.close(
                WebSocketCloseStatus.MESSAGE_TOO_BIG.code(),
                "a frame has at most " + FrameCodec.MAX_CLIENT_BYTES + " bytes");
    }
}
