package dev.lendersync.run.sample;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of `lenders`, without what the database fills in by itself.
public record SampleLender(
        UUID id,
        String name,
        @Nullable String website,
        @Nullable String contactName,
        @Nullable String contactEmail,
        @Nullable String contactPhone,
        @Nullable String notes,
        String status) {}
