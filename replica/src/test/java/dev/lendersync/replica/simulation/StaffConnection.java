package dev.lendersync.replica.simulation;

import dev.lendersync.protocol.Applied;
import dev.lendersync.protocol.Catalog;
import dev.lendersync.protocol.Frame;
import dev.lendersync.protocol.FrameCodec;
import dev.lendersync.protocol.Position;
import dev.lendersync.protocol.Since;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// A node's end of a live connection: one cursor, and one frame on its way.
final class StaffConnection {
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final Duration CONTRADICTED_AGAIN = Duration.ofMinutes(1);

    private final Schedule time;
    private final Faults faults;
    private final StaffNode node;
    private final Stream stream;
    // Empty while the client was sent to pull.
    private Optional<Position> cursor;
    private OptionalLong ping = OptionalLong.empty();
    private boolean heartbeatDue;
    private boolean sending;
    private boolean ended;
    private long heartbeatNanos;
    private long heardNanos;
    private long contradictedNanos = -CONTRADICTED_AGAIN.toNanos();

    StaffConnection(Schedule time, Faults faults, StaffNode node, Stream stream, Position since) {
        this.time = time;
        this.faults = faults;
        this.node = node;
        this.stream = stream;
        this.cursor = Optional.of(since);
        this.heartbeatNanos = time.nanos();
        this.heardNanos = time.nanos();
    }

    void greet() {
        Catalog head = node.head().orElseThrow();
        write(new Frame.Hello(head.position(), head.digest(), node.ageMillis(), (int) HEARTBEAT.toSeconds()));
    }

    /// Something may be there to be sent. When a frame is on its way, this is asked again once it has left.
    void offer() {
        if (sending || ended || node.head().isEmpty()) {
            return;
        }
        if (cursor.isPresent() && !toward(cursor.get())) {
            return;
        }
        if (!sending && (ping.isPresent() || heartbeatDue)) {
            Catalog head = node.head().orElseThrow();
            write(new Frame.Heartbeat(head.position(), head.digest(), node.ageMillis(), ping));
            ping = OptionalLong.empty();
            heartbeatDue = false;
            heartbeatNanos = time.nanos();
        }
    }

    /// @return whether nothing had to be sent
    private boolean toward(Position position) {
        return switch (node.history().since(position)) {
            case Since.UpToDate _ -> true;
            case Since.Available(var delta) -> {
                cursor = Optional.of(delta.to());
                write(new Frame.Change(delta));
                yield false;
            }
            case Since.Gone _, Since.Ahead _ -> {
                resync("no way leads from " + position, false);
                yield false;
            }
        };
    }

    void resync(String reason, boolean full) {
        if (!ended) {
            cursor = Optional.empty();
            write(new Frame.Resync(reason, full));
        }
    }

    private void write(Frame frame) {
        sending = true;
        stream.toClient(new String(FrameCodec.encode(frame), StandardCharsets.UTF_8), () -> {
            sending = false;
            offer();
        });
    }

    void received(String text) {
        if (ended) {
            return;
        }
        heardNanos = time.nanos();
        switch (FrameCodec.decodeFromClient(text.getBytes(StandardCharsets.UTF_8))) {
            case Frame.Ping(long n) -> ping = OptionalLong.of(n);
            case Frame.AppliedByClient(Applied applied) -> applied(applied);
            case Frame.Unknown _ -> {}
        }
        offer();
    }

    private void applied(Applied applied) {
        Optional<Catalog> head = node.head();
        boolean contradicts = head.filter(ours -> ours.position().equals(applied.position())
                        && !ours.digest().equals(applied.digest()))
                .isPresent();
        if (contradicts) {
            if (time.nanos() - contradictedNanos >= CONTRADICTED_AGAIN.toNanos()) {
                contradictedNanos = time.nanos();
                resync("your digest is not ours", true);
            }
            return;
        }
        Position position = applied.position();
        boolean forward = cursor.isEmpty()
                || (position.hasReached(cursor.get())
                        && head.filter(ours -> ours.position().hasReached(position))
                                .isPresent());
        if (forward) {
            cursor = Optional.of(position);
        }
        node.reported(applied);
    }

    /// Once a second.
    void check() {
        long now = time.nanos();
        if (now - heardNanos > SILENCE.toNanos()) {
            hangUp();
            node.gone(this);
        } else if (now - heartbeatNanos > HEARTBEAT.toNanos()) {
            heartbeatDue = true;
            offer();
        }
    }

    void goodbye() {
        if (!ended) {
            write(new Frame.Goodbye("The server stops", faults.pick(5_000)));
            hangUp();
        }
    }

    /// The server closes.
    void hangUp() {
        ended = true;
        stream.endByServer();
    }

    /// The client or the network closed.
    void lost() {
        ended = true;
        node.gone(this);
    }
}
