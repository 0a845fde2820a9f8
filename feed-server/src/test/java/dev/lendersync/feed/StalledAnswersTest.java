package dev.lendersync.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.SyncHeaders;
import io.netty.util.internal.PlatformDependent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Readers who ask for much and read nothing.
@Timeout(60)
class StalledAnswersTest {
    private static final int READERS = 30;
    private static final long MOST_BYTES_EACH = 1 << 20;

    private final FakeSource source = new FakeSource();

    /// A body is made once for all; what is on its way to one of them is copied for him.
    @Test
    void costLittleOfALargeBody() throws Exception {
        source.serve(Samples.catalog(5, 20_000));
        List<Socket> readers = new ArrayList<>();
        try (SyncServer server = new SyncServer(source)) {
            int whole = server.get("").body().length;
            assertThat(whole).isGreaterThan(3_000_000);
            long before = PlatformDependent.usedDirectMemory();
            for (int i = 0; i < READERS; i++) {
                Socket reader = new Socket();
                reader.setReceiveBufferSize(4_096);
                reader.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port));
                reader.getOutputStream()
                        .write(("GET " + SyncHeaders.SYNC_PATH + " HTTP/1.1\r\nHost: x\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(reader.getInputStream().read()).isNotNegative();
                readers.add(reader);
            }
            assertThat(PlatformDependent.usedDirectMemory() - before).isLessThan(READERS * MOST_BYTES_EACH);
            for (Socket reader : readers) {
                assertThat(reader.getInputStream().readNBytes(whole)).hasSize(whole);
                reader.close();
            }
        }
    }
}
