package dev.lendersync.e2e;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// A connection over HTTP/2 (RFC 9113) that sends whatever it is given, one request at a time. One thread.
final class Http2Connection implements FuzzConnection {
    static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    static final int DATA = 0;
    static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    private static final int CONTINUATION = 9;

    static final int END_STREAM = 0x1;
    private static final int ACK = 0x1;
    static final int END_HEADERS = 0x4;
    private static final int PADDED = 0x8;
    private static final int PRIORITY = 0x20;

    private static final int INITIAL_WINDOW = 65_535;
    private static final int MOST_PAYLOAD = 16_384;
    private static final int SETTING_INITIAL_WINDOW = 4;
    private static final int CANCEL = 8;

    private final SSLSocket socket;
    private final DataInputStream in;
    private final DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder((_, _) -> false);
    private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false);
    private int stream = -1;
    private int initialWindow = INITIAL_WINDOW;
    private long connectionWindow = INITIAL_WINDOW;
    private long streamWindow;

    /// The server refused a request as RFC 9113 has it, without an answer of HTTP.
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1;

        RefusedException(String how) {
            super(how);
        }
    }

    Http2Connection(SSLContext trust, int port) throws IOException {
        socket = (SSLSocket) trust.getSocketFactory().createSocket("127.0.0.1", port);
        socket.setSoTimeout(RawConnection.PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        in = new DataInputStream(socket.getInputStream());
        write(PREFACE);
        frame(SETTINGS, 0, 0);
    }

    void write(byte... bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /// What the server says until it ends the connection, which it must within [RawConnection#PATIENCE_MILLIS].
    byte[] readToTheEnd() throws IOException {
        return in.readAllBytes();
    }

    static byte[] bytes(int type, int flags, int id, byte... payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(id)
                .put(payload)
                .array();
    }

    private void frame(int type, int flags, int id, byte... payload) throws IOException {
        write(bytes(type, flags, id, payload));
    }

    @Override
    public Http.Answer answer(RawRequest request) throws IOException {
        stream += 2;
        streamWindow = initialWindow;
        Answering answering = new Answering();
        byte[] body = request.body();
        frame(HEADERS, END_HEADERS | (body.length == 0 ? END_STREAM : 0), stream, encoded(request));
        int sent = 0;
        while (sent < body.length && !answering.ended) {
            int now = (int)
                    Math.min(Math.min(connectionWindow, streamWindow), Math.min(MOST_PAYLOAD, body.length - sent));
            if (now <= 0) {
                take(answering);
                continue;
            }
            byte[] part = new byte[now];
            System.arraycopy(body, sent, part, 0, now);
            sent += now;
            connectionWindow -= now;
            streamWindow -= now;
            frame(DATA, sent == body.length ? END_STREAM : 0, stream, part);
        }
        while (!answering.ended) {
            take(answering);
        }
        return answering.answer();
    }

    private byte[] encoded(RawRequest request) throws IOException {
        Http2Headers headers = new DefaultHttp2Headers(false)
                .method(request.method())
                .scheme("https")
                .path(request.target());
        // Some hold several lines.
        for (String line : String.join("\r\n", request.headers()).split("\r\n")) {
            String[] parts = line.split(":", 2);
            String name = parts[0].toLowerCase(Locale.ROOT);
            String value = parts.length > 1 ? parts[1].strip() : "";
            if (name.equals("host")) {
                headers.authority(value);
            } else {
                // Bytes as they are in UTF-8, one character each.
                headers.add(name, new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
            }
        }
        ByteBuf block = Unpooled.buffer();
        try {
            encoder.encodeHeaders(stream, headers, block);
        } catch (Http2Exception e) {
            throw new IOException(e);
        }
        return ByteBufUtil.getBytes(block);
    }

    /// Takes one frame.
    private void take(Answering answering) throws IOException {
        int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int id = in.readInt();
        byte[] payload = in.readNBytes(length);
        if (payload.length < length) {
            throw new EOFException("the server ended the connection in a frame");
        }
        ByteBuffer content = ByteBuffer.wrap(payload);
        switch (type) {
            case SETTINGS -> settings(flags, content);
            case PING -> {
                if ((flags & ACK) == 0) {
                    frame(PING, ACK, 0, payload);
                }
            }
            case WINDOW_UPDATE -> {
                if (id == 0) {
                    connectionWindow += content.getInt();
                } else if (id == stream) {
                    streamWindow += content.getInt();
                }
            }
            case GOAWAY -> throw new RefusedException("the connection: error " + content.getInt(4));
            case RST_STREAM -> {
                if (id == stream && !answering.ended) {
                    throw new RefusedException("the stream: error " + content.getInt(0));
                }
            }
            case HEADERS, CONTINUATION -> answering.headers(id, flags, unpadded(flags, content));
            case DATA -> {
                if (length > 0) {
                    byte[] more = ByteBuffer.allocate(4).putInt(length).array();
                    frame(WINDOW_UPDATE, 0, 0, more);
                    if (id == stream && (flags & END_STREAM) == 0) {
                        frame(WINDOW_UPDATE, 0, id, more);
                    }
                }
                if (id == stream) {
                    answering.data(flags, unpadded(flags, content));
                }
            }
            default -> {} // to be ignored
        }
    }

    private void settings(int flags, ByteBuffer content) throws IOException {
        if ((flags & ACK) != 0) {
            return;
        }
        while (content.remaining() >= 6) {
            int setting = content.getShort();
            int value = content.getInt();
            if (setting == SETTING_INITIAL_WINDOW) {
                streamWindow += value - initialWindow;
                initialWindow = value;
            }
        }
        frame(SETTINGS, ACK, 0);
    }

    private static ByteBuffer unpadded(int flags, ByteBuffer content) {
        int padding = (flags & PADDED) != 0 ? content.get() & 0xff : 0;
        if ((flags & PRIORITY) != 0) {
            content.position(content.position() + 5);
        }
        return content.limit(content.limit() - padding);
    }

    /// An answer as far as it has come.
    private final class Answering {
        private final ByteArrayOutputStream block = new ByteArrayOutputStream();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final Map<String, List<String>> headers = new HashMap<>();
        private boolean last;
        boolean ended;

        /// Of other streams, too: they change the table of names and values.
        void headers(int id, int flags, ByteBuffer part) throws IOException {
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            block.writeBytes(bytes);
            last |= (flags & END_STREAM) != 0;
            if ((flags & END_HEADERS) == 0) {
                return;
            }
            Http2Headers decoded;
            try {
                decoded = decoder.decodeHeaders(id, Unpooled.wrappedBuffer(block.toByteArray()));
            } catch (Http2Exception e) {
                throw new IOException("headers that are none", e);
            }
            block.reset();
            if (id != stream) {
                last = false;
                return;
            }
            decoded.forEach(header -> headers.computeIfAbsent(header.getKey().toString(), _ -> new ArrayList<>())
                    .add(header.getValue().toString()));
            ended = last;
            if (!ended && headers.getOrDefault("content-type", List.of()).contains("text/event-stream")) {
                frame(RST_STREAM, 0, stream, new byte[] {0, 0, 0, CANCEL});
                ended = true;
            }
        }

        void data(int flags, ByteBuffer part) {
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            body.writeBytes(bytes);
            ended |= (flags & END_STREAM) != 0;
        }

        Http.Answer answer() {
            int status = Integer.parseInt(
                    headers.getOrDefault(":status", List.of("0")).getFirst());
            return new Http.Answer(status, headers, body.toByteArray());
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
