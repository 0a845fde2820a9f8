package dev.lendersync.staff.http;

import dev.lendersync.staff.identity.SessionToken;
import dev.lendersync.staff.identity.StaffSessions;

/// The cookie that a browser comes back with. Without TLS its name carries the port, since browsers send the cookies of
/// 127.0.0.1 to every port.
public final class SessionCookie {
    private SessionCookie() {}

    static String name(int port, boolean tls) {
        return tls ? "__Host-lender_sync" : "lender_sync_" + port;
    }

    /// `Set-Cookie` for a session that begins.
    public static String begin(Peer peer, SessionToken token) {
        return cookie(peer, token.reveal(), StaffSessions.LONGEST.toSeconds());
    }

    /// `Set-Cookie` for a session that ended.
    public static String end(Peer peer) {
        return cookie(peer, "", 0);
    }

    private static String cookie(Peer peer, String value, long maxAge) {
        return name(peer.port(), peer.tls()) + "=" + value + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + maxAge
                + (peer.tls() ? "; Secure" : "");
    }
}
