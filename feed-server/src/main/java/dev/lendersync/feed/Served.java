package dev.lendersync.feed;

import dev.lendersync.protocol.CatalogHistory;
import java.util.OptionalLong;

/// What a node serves at one moment. Everything in one answer comes from one of these.
///
/// @param ageMillis how long ago PostgreSQL last confirmed the history's position, at the time of the call; nothing
///     when that is not known
public record Served(CatalogHistory history, OptionalLong ageMillis) {}
