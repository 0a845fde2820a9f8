package dev.lendersync.staff.outbound;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/// What the other side answered, whatever the status.
///
/// @param body at most [Outbound#MAX_ANSWER] bytes
public record Answer(int status, MultiMap headers, Buffer body) {}
