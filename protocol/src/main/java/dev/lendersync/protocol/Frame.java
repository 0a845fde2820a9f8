package dev.lendersync.protocol;

import java.util.OptionalLong;

/// A message of the live feed: SPEC.md, section *Live*. What each is for is said there.
public sealed interface Frame {
    /// What a server sends.
    sealed interface FromServer extends Frame {}

    /// What a client sends.
    sealed interface FromClient extends Frame {}

    /// The first frame of a connection: where the server is.
    ///
    /// @param ageMillis how long ago PostgreSQL last confirmed `position`; empty when the server doesn't know
    /// @param heartbeatSeconds how often a heartbeat comes, at least 1
    record Hello(Position position, Digest digest, OptionalLong ageMillis, int heartbeatSeconds)
            implements FromServer {}

    /// What changed.
    record Change(Delta delta) implements FromServer {}

    /// Where the server is now.
    ///
    /// @param ping the number of the ping that this answers; empty when it answers none
    record Heartbeat(Position position, Digest digest, OptionalLong ageMillis, OptionalLong ping)
            implements FromServer {}

    /// Go and pull; no delta comes until an [AppliedByClient] says where to go on.
    ///
    /// @param full whether to take the whole catalog, whatever position the client is at
    record Resync(String reason, boolean full) implements FromServer {}

    /// The server is about to close this connection. Nothing is wrong.
    ///
    /// @param reconnectAfterMillis how long to wait before the next one, at least 0
    record Goodbye(String reason, long reconnectAfterMillis) implements FromServer {}

    /// Asks for a heartbeat now.
    record Ping(long n) implements FromClient {}

    /// What the client holds, applied and verified.
    record AppliedByClient(Applied applied) implements FromClient {}

    /// A type that this version doesn't know; to be ignored.
    record Unknown(String type) implements FromServer, FromClient {}
}
