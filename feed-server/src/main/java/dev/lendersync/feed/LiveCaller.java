package dev.lendersync.feed;

import java.util.Optional;

/// Who follows.
///
/// @param key tells apart whose credentials were used: connections of one key share a limit; empty without any
/// @param instance the running process, as it names itself
public record LiveCaller(String key, Optional<String> instance) {}
