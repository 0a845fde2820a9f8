package dev.lendersync.replica.transport;

/// What WebSocket to open. Where the Staff App is and the API key are the transport's business.
///
/// @param path with its query, to be put behind the Staff App's URL
/// @param subprotocol which the server must speak
/// @param maxText the longest text that is accepted, in characters
public record LiveRequest(String path, String subprotocol, int maxText) {}
