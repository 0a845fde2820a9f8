package dev.lendersync.staff.products;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a draft may be mistaken for among its lender's products in the same country.
///
/// @param similar those whose name is close; at most [#MOST]
/// @param overlaps tiers of the same name with overlapping amounts; at most [#MOST]
record Lookalikes(List<Close> similar, List<Close> overlaps) {
    static final int MOST = 10;
    static final Lookalikes NONE = new Lookalikes(List.of(), List.of());

    /// A product, and why it is named.
    record Close(ObjectNode product, String why) {}

    /// @param others as the API shows them; none of them archived, nor the product itself
    static Lookalikes of(ProductDraft draft, List<ObjectNode> others) {
        List<Close> similar = new ArrayList<>();
        List<Close> overlaps = new ArrayList<>();
        for (ObjectNode other : others) {
            boolean sameName = NameKey.of(draft.name())
                    .equals(NameKey.of(other.path("name").asString()));
            boolean sameCategory =
                    draft.category().name().equals(other.path("category").asString());
            if (sameName && sameCategory) {
                Amounts amounts = new Amounts(draft.amountMin(), draft.amountMax());
                Amounts theirs = new Amounts(amount(other, "amountMin"), amount(other, "amountMax"));
                // Equal amounts make it the same product, which is more than alike.
                if (!amounts.equals(theirs)) {
                    amounts.overlap(theirs).ifPresent(why -> add(overlaps, other, why));
                }
            } else {
                NameSimilarity.why(draft.name(), other.path("name").asString())
                        .map(why -> sameCategory ? why : why + ", in another category")
                        .ifPresent(why -> add(similar, other, why));
            }
        }
        return new Lookalikes(List.copyOf(similar), List.copyOf(overlaps));
    }

    private static void add(List<Close> list, ObjectNode other, String why) {
        if (list.size() < MOST) {
            list.add(new Close(other, why));
        }
    }

    private static @Nullable BigDecimal amount(JsonNode product, String member) {
        JsonNode amount = product.path(member);
        return amount.isString() ? new BigDecimal(amount.stringValue()).setScale(ProductDraft.MONEY_SCALE) : null;
    }

    /// From one amount to another; `null` is no limit.
    private record Amounts(
            @Nullable BigDecimal min, @Nullable BigDecimal max) {
        /// In words, where both hold some amount. Tiers that touch in one amount don't overlap.
        Optional<String> overlap(Amounts other) {
            BigDecimal from = greater(min, other.min);
            BigDecimal to = smaller(max, other.max);
            if (from != null && to != null && from.compareTo(to) >= 0) {
                return Optional.empty();
            }
            return Optional.of("amounts overlap" + (from == null ? "" : " from " + from.toPlainString())
                    + (to == null ? "" : (from == null ? " up to " : " to ") + to.toPlainString()));
        }

        private static @Nullable BigDecimal greater(@Nullable BigDecimal one, @Nullable BigDecimal other) {
            return one == null ? other : other == null ? one : one.max(other);
        }

        private static @Nullable BigDecimal smaller(@Nullable BigDecimal one, @Nullable BigDecimal other) {
            return one == null ? other : other == null ? one : one.min(other);
        }
    }
}
