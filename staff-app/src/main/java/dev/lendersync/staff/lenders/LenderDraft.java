package dev.lendersync.staff.lenders;

import dev.lendersync.staff.reference.LenderStatus;
import org.jspecify.annotations.Nullable;

/// The members of a lender that staff write. `null` means not stated; all but name and status stay with staff.
public record LenderDraft(
        String name,
        @Nullable String website,
        @Nullable String contactName,
        @Nullable String contactEmail,
        @Nullable String contactPhone,
        @Nullable String notes,
        LenderStatus status) {}
