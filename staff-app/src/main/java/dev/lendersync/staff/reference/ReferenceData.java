package dev.lendersync.staff.reference;

import dev.lendersync.protocol.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The code lists as the API serves them, so that no app keeps its own.
///
/// Wire: `GET /api/reference-data`: `{"categories":[{"code","label"}],…}`; a country also has `currency` and
/// `regions`, a rate kind `min` and `max` as decimal strings.
public final class ReferenceData {
    private static final byte[] JSON = Json.write(lists());

    private ReferenceData() {}

    /// UTF-8 JSON; a copy. The same bytes for the life of the process.
    public static byte[] json() {
        return JSON.clone();
    }

    private static Map<String, Object> lists() {
        Map<String, Object> lists = new LinkedHashMap<>();
        lists.put("categories", list(Category.CODES, ReferenceData::plain));
        lists.put("countries", list(Country.CODES, ReferenceData::country));
        lists.put("documents", list(DocumentCode.CODES, ReferenceData::plain));
        lists.put("documentStages", list(DocumentStage.CODES, ReferenceData::plain));
        lists.put("rateKinds", list(RateKind.CODES, ReferenceData::rateKind));
        lists.put("rateTypes", list(RateType.CODES, ReferenceData::plain));
        lists.put("rateIndexes", list(RateIndex.CODES, ReferenceData::plain));
        lists.put("fundsPurposes", list(FundsPurpose.CODES, ReferenceData::plain));
        lists.put("productStatuses", list(ProductStatus.CODES, ReferenceData::plain));
        lists.put("lenderStatuses", list(LenderStatus.CODES, ReferenceData::plain));
        return lists;
    }

    private static <C extends Coded> List<Map<String, Object>> list(
            CodeList<C> codes, Function<? super C, Map<String, Object>> entry) {
        return codes.elements().stream().map(entry).toList();
    }

    private static Map<String, Object> plain(Coded element) {
        return entry(element.name(), element.label());
    }

    private static Map<String, Object> country(Country country) {
        Map<String, Object> entry = plain(country);
        entry.put("currency", country.currency());
        entry.put(
                "regions",
                country.regions().stream()
                        .map(region -> entry(region.code(), region.label()))
                        .toList());
        return entry;
    }

    private static Map<String, Object> rateKind(RateKind kind) {
        Map<String, Object> entry = plain(kind);
        entry.put("min", kind.least().toPlainString());
        entry.put("max", kind.most().toPlainString());
        return entry;
    }

    private static Map<String, Object> entry(String code, String label) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("code", code);
        entry.put("label", label);
        return entry;
    }
}
