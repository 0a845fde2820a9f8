package dev.lendersync.feed.listen;

import io.vertx.core.net.HostAndPort;
import java.util.Optional;

/// Who sent a request, as far as that can be believed.
///
/// @param address its IP address
/// @param tls whether its connection is over TLS
/// @param host what it called this server
public record Sender(String address, boolean tls, Optional<HostAndPort> host) {}
