package dev.lendersync.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Somebody who writes what he likes.
final class Caller implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    Caller(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        in = socket.getInputStream();
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    String answer(String request) throws IOException {
        send(request);
        return read();
    }

    /// One answer, its headers in lower case.
    String read() throws IOException {
        String head = head();
        int length = Integer.parseInt(head.replaceAll("(?s).*content-length: (\\d+).*", "$1"));
        return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    /// The answer's version and status; less when it ends before.
    String begin() throws IOException {
        return new String(in.readNBytes("HTTP/1.1 200".length()), StandardCharsets.US_ASCII);
    }

    String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertThat(next).as("the rest of %s", head).isNotNegative();
            head.append((char) next);
        }
        return head.toString().toLowerCase(Locale.ROOT).replace("http/1.1", "HTTP/1.1");
    }

    void skip(int count) throws IOException {
        in.skipNBytes(count);
    }

    /// Reads frames of HTTP/2 until one of this type on this stream.
    void awaitFrame(int type, int stream) throws IOException {
        for (byte[] head = in.readNBytes(9); head[3] != type || head[8] != stream; head = in.readNBytes(9)) {
            skip(((head[1] & 0xff) << 8) | (head[2] & 0xff));
        }
    }

    void awaitEnd() throws IOException {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    boolean isClosed() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
