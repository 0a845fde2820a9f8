package dev.lendersync.staff.http;

import java.nio.file.Path;

/// A body that was too large for memory: a file, deleted when the request ends.
///
/// @param sha256 of its content, in hex
public record Upload(Path file, long bytes, String sha256) {}
