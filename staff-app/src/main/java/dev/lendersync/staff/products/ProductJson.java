package dev.lendersync.staff.products;

import dev.lendersync.protocol.Json;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A draft as JSON, with every member, `null` where not stated: what [ProductReader] reads back to an equal draft.
public final class ProductJson {
    private ProductJson() {}

    public static ObjectNode of(ProductDraft draft) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("lenderId", draft.lenderId().toString());
        json.put("name", draft.name());
        json.put("category", draft.category().name());
        json.put("country", draft.country().name());
        texts(json.putArray("regionsExcluded"), draft.regionsExcluded());
        json.put("amountMin", plain(draft.amountMin()));
        json.put("amountMax", plain(draft.amountMax()));
        json.put("rateKind", code(draft.rateKind()));
        json.put("rateType", code(draft.rateType()));
        json.put("rateIndex", code(draft.rateIndex()));
        json.put("rateMin", plain(draft.rateMin()));
        json.put("rateMax", plain(draft.rateMax()));
        json.put("termMinMonths", draft.termMinMonths());
        json.put("termMaxMonths", draft.termMaxMonths());
        json.put("minCreditScore", draft.minCreditScore());
        json.put("minMonthsInBusiness", draft.minMonthsInBusiness());
        json.put("minMonthlyRevenue", plain(draft.minMonthlyRevenue()));
        json.put("requiresReceivables", draft.requiresReceivables());
        ArrayNode purposes = json.putArray("fundsPurposes");
        draft.fundsPurposes().forEach(purpose -> purposes.add(purpose.name()));
        texts(json.putArray("industriesExcluded"), draft.industriesExcluded());
        ArrayNode documents = json.putArray("requiredDocuments");
        draft.requiredDocuments().forEach(document -> documents.add(document(document)));
        json.put("description", draft.description());
        json.put("feesNote", draft.feesNote());
        json.put("commissionPercent", plain(draft.commissionPercent()));
        json.put("internalNotes", draft.internalNotes());
        json.put("status", draft.status().name());
        return json;
    }

    private static ObjectNode document(RequiredDocument document) {
        return Json.MAPPER
                .createObjectNode()
                .put("code", document.code().name())
                .put("required", document.required())
                .put("stage", document.stage().name())
                .put("amountFrom", plain(document.amountFrom()));
    }

    private static void texts(ArrayNode array, Iterable<String> values) {
        values.forEach(array::add);
    }

    private static @Nullable String plain(@Nullable BigDecimal value) {
        return value == null ? null : value.toPlainString();
    }

    private static @Nullable String code(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }
}
