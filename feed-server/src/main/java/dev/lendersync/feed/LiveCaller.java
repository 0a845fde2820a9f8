package dev.lendersync.feed;

import java.util.Optional;

/// Who follows.
///
/// @param key tells apart whose credentials were used: connections of one key share a limit; empty without any
/// @param credential tells apart which of their credentials it was; empty when that is not to be known
/// @param instance the running process, as it names itself
public record LiveCaller(String key, String credential, Optional<String> instance) {}
