package dev.lendersync.staff.outbound;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// A name server on loopback that knows one IPv4 address for all names, not to be kept, or stays silent.
final class NameServer implements AutoCloseable {
    private static final int HEADER_BYTES = 12;
    private static final int MAX_BYTES = 512;
    private static final short IPV4 = 1;

    private final DatagramSocket socket;
    private volatile Optional<InetAddress> address = Optional.empty();

    NameServer() throws SocketException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        Thread.ofVirtual().start(this::serve);
    }

    /// From now on. Without this it doesn't answer at all.
    void answer(String literal) {
        address = Optional.of(InetAddress.ofLiteral(literal));
    }

    String hostAndPort() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private void serve() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[MAX_BYTES], MAX_BYTES);
                socket.receive(packet);
                Optional<InetAddress> known = address;
                if (known.isPresent()) {
                    byte[] answer = answer(packet.getData(), known.get().getAddress());
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException closed) {
            // The end of the test.
        }
    }

    /// RFC 1035: the question again, and for one of an IPv4 address the answer, with a lifetime of 0.
    private static byte[] answer(byte[] query, byte[] ipv4) {
        int end = HEADER_BYTES;
        while (query[end] != 0) {
            end += 1 + query[end];
        }
        end += 5; // the root label, type and class
        boolean asksIpv4 = query[end - 3] == IPV4;
        ByteBuffer answer = ByteBuffer.allocate(MAX_BYTES);
        answer.put(query, 0, 2).putShort((short) 0x8180);
        answer.putShort((short) 1).putShort((short) (asksIpv4 ? 1 : 0)).putInt(0);
        answer.put(query, HEADER_BYTES, end - HEADER_BYTES);
        if (asksIpv4) {
            answer.putShort((short) (0xc000 | HEADER_BYTES)).putShort(IPV4).putShort((short) 1);
            answer.putInt(0).putShort((short) ipv4.length).put(ipv4);
        }
        return Arrays.copyOf(answer.array(), answer.position());
    }

    @Override
    public void close() {
        socket.close();
    }
}
