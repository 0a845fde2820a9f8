package dev.lendersync.replica.transport;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A whole answer of the Staff App.
public final class Response {
    private final int status;
    private final TreeMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final byte[] body;

    /// @param headers the first value of each
    /// @param body decompressed; not copied
    public Response(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers.putAll(headers);
        this.body = body;
    }

    public int status() {
        return status;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /// Shared, not to be written to.
    public byte[] body() {
        return body;
    }

    @Override
    public String toString() {
        return "Response[" + status + ", " + body.length + " bytes]";
    }
}
