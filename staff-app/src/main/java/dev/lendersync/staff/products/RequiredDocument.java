package dev.lendersync.staff.products;

import dev.lendersync.staff.reference.DocumentCode;
import dev.lendersync.staff.reference.DocumentStage;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// A document that a product asks for.
///
/// @param amountFrom the amount from which it is asked for, or null when always
public record RequiredDocument(
        DocumentCode code,
        boolean required,
        DocumentStage stage,
        @Nullable BigDecimal amountFrom) {
    public RequiredDocument {
        amountFrom = amountFrom == null ? null : amountFrom.setScale(ProductDraft.MONEY_SCALE);
    }
}
