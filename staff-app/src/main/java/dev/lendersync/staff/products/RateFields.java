package dev.lendersync.staff.products;

import dev.lendersync.staff.reference.RateIndex;
import dev.lendersync.staff.reference.RateKind;
import dev.lendersync.staff.reference.RateType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What a product states about its rate, and the rules that hold between these members.
record RateFields(
        @Nullable RateKind kind,
        @Nullable RateType type,
        @Nullable RateIndex index,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max) {

    static RateFields read(BodyReader body) {
        RateKind kind = body.code("rateKind", RateKind.CODES);
        RateType type = body.code("rateType", RateType.CODES);
        RateIndex index = body.code("rateIndex", RateIndex.CODES);
        if (index != null && type != RateType.VARIABLE) {
            body.error("rateIndex", "is only for a rateType of VARIABLE");
        }
        Decimals form = form(kind);
        BigDecimal min = body.decimal("rateMin", form);
        BigDecimal max = body.decimal("rateMax", form);
        body.requireOrder("rateMin", min, "rateMax", max);
        if (min != null || max != null) {
            body.required("rateKind", kind);
        }
        return new RateFields(kind, type, index, min, max);
    }

    private static Decimals form(@Nullable RateKind kind) {
        return kind == null
                ? Decimals.RATE
                : new Decimals(Decimals.RATE.scale(), kind.least(), kind.most(), " for " + kind.withArticle());
    }
}
