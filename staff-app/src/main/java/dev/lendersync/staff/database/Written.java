package dev.lendersync.staff.database;

import dev.lendersync.protocol.Position;

/// A committed write.
///
/// @param position the catalog position that it made, or the head's when it changed nothing that clients see
public record Written<T>(T value, Position position) {}
