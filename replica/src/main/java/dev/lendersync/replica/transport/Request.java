package dev.lendersync.replica.transport;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// A request to the Staff App. Where that is and the API key are the transport's business.
///
/// @param path with its query, to be put behind the Staff App's URL
/// @param json for a `POST`; a `GET` has none
/// @param timeout by when the answer must be there
public record Request(String path, Map<String, String> headers, Optional<byte[]> json, Duration timeout) {
    public Request {
        headers = Map.copyOf(headers);
    }

    public static Request get(String path, Map<String, String> headers, Duration timeout) {
        return new Request(path, headers, Optional.empty(), timeout);
    }

    public static Request post(String path, Map<String, String> headers, byte[] json, Duration timeout) {
        return new Request(path, headers, Optional.of(json), timeout);
    }
}
