package dev.lendersync.staff.clients;

import dev.lendersync.protocol.Applied;
import java.time.Instant;
import java.util.UUID;

/// What an instance of a client said that it holds, applied and verified.
///
/// @param instance 1 to 64 of `[A-Za-z0-9._-]`
public record Report(UUID clientId, String instance, Applied applied, Instant at) {}
