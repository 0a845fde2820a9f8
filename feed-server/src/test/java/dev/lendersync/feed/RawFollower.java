package dev.lendersync.feed;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A client on a bare socket with a small receive buffer, which reads when the test says so.
final class RawFollower implements AutoCloseable {
    private static final int SMALL = 4_096;

    private final Socket socket = new Socket();
    private final InputStream in;

    RawFollower(int port, String pathAndQuery, String... headers) throws IOException {
        socket.setReceiveBufferSize(SMALL);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
        StringBuilder request = new StringBuilder("GET " + pathAndQuery + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: lender-products.v1\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        in = socket.getInputStream();
    }

    /// Up to so many bytes; -1 at the end.
    int read(int most) throws IOException {
        return in.read(new byte[most]);
    }

    /// What came by now, at least a byte; nothing at the end.
    String text() throws IOException {
        byte[] bytes = new byte[1_000];
        int count = in.read(bytes);
        return count < 0 ? "" : new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
    }

    /// The status line and headers of the answer.
    String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /// Reads frames until the one that ends the connection.
    ///
    /// @return its status and reason; nothing when the connection ended without
    String ended() throws IOException {
        for (int first = in.read(); first >= 0; first = in.read()) {
            int length = in.read();
            if (length == 126) {
                length = (in.read() << 8) | in.read();
            }
            byte[] payload = in.readNBytes(length);
            if (first == 0x88) {
                return (((payload[0] & 0xff) << 8) | (payload[1] & 0xff)) + " "
                        + new String(payload, 2, length - 2, StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    void write(byte... bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
