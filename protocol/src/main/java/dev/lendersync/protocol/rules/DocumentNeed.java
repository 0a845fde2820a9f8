package dev.lendersync.protocol.rules;

import dev.lendersync.protocol.ProductDetails;
import dev.lendersync.protocol.ProductDetails.RequiredDocument;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A document that chosen products ask for.
///
/// @param byAll whether all of them ask for it, or only some
/// @param required whether any of them insists on it
/// @param stage when it is first asked for: `APPLICATION` before `CLOSING`; null when none says so
/// @param products the ids of those that ask for it, in the order of the choice
public record DocumentNeed(
        String code,
        boolean byAll,
        boolean required,
        @Nullable String stage,
        List<String> products) {
    public DocumentNeed {
        products = List.copyOf(products);
    }

    /// What one product asks for.
    private record Asked(String id, RequiredDocument document) {}

    /// The union of the documents of the chosen products, ordered by code.
    ///
    /// @param amount what is applied for: documents asked for from a higher amount are left out; without it, they
    ///     count
    public static List<DocumentNeed> union(List<ProductDetails> products, Optional<BigDecimal> amount) {
        Map<String, List<Asked>> byCode = new TreeMap<>();
        for (ProductDetails product : products) {
            for (RequiredDocument document : product.requiredDocuments()) {
                if (isAsked(document, amount)) {
                    byCode.computeIfAbsent(document.code(), _ -> new ArrayList<>())
                            .add(new Asked(product.id(), document));
                }
            }
        }
        return byCode.entrySet().stream()
                .map(entry -> need(entry.getKey(), entry.getValue(), products.size()))
                .toList();
    }

    private static boolean isAsked(RequiredDocument document, Optional<BigDecimal> amount) {
        BigDecimal from = document.amountFrom();
        return from == null || amount.isEmpty() || amount.get().compareTo(from) >= 0;
    }

    private static DocumentNeed need(String code, List<Asked> asked, int chosen) {
        return new DocumentNeed(
                code,
                asked.size() == chosen,
                asked.stream().anyMatch(one -> one.document().required()),
                // The order of the words is the order of the stages.
                asked.stream()
                        .map(one -> one.document().stage())
                        .filter(Objects::nonNull)
                        .sorted()
                        .findFirst()
                        .orElse(null),
                asked.stream().map(Asked::id).toList());
    }
}
