package dev.lendersync.staff.identity;

import java.util.UUID;

/// By what credentials staff came.
public sealed interface Means {
    UUID id();

    record Token(UUID id) implements Means {}

    record Session(UUID id) implements Means {}
}
