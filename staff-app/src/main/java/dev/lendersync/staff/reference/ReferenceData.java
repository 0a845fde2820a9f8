package dev.lendersync.staff.reference;

import dev.lendersync.protocol.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// The code lists as the API serves them, so that no app keeps its own.
///
/// Wire: `GET /api/reference-data`: `{"categories":[{"code","label"}],…}`; a country also has `currency`, a region and
/// a rate index their `country`, a rate kind `min` and `max` as decimal strings.
public final class ReferenceData {
    private static final byte[] FOR_STAFF = Json.write(lists(true));

    private ReferenceData() {}

    /// UTF-8 JSON, with the words that files of people may use for each code; a copy. The same bytes for the life of
    /// the process.
    public static byte[] forStaff() {
        return FOR_STAFF.clone();
    }

    /// As Client Apps serve it; the file `reference-data.json` of the protocol is the same, which a test holds.
    static Map<String, Object> forClients() {
        return lists(false);
    }

    private static Map<String, Object> lists(boolean aliases) {
        Map<String, Object> lists = new LinkedHashMap<>();
        lists.put("categories", list(Category.CODES, aliases, category -> Map.of()));
        lists.put("countries", list(Country.CODES, aliases, country -> Map.of("currency", country.currency())));
        lists.put("regions", regions());
        lists.put("documents", list(DocumentCode.CODES, aliases, document -> Map.of()));
        lists.put("documentStages", list(DocumentStage.CODES, aliases, stage -> Map.of()));
        lists.put("fundsPurposes", list(FundsPurpose.CODES, aliases, purpose -> Map.of()));
        lists.put("rateKinds", list(RateKind.CODES, aliases, ReferenceData::range));
        lists.put("rateTypes", list(RateType.CODES, aliases, type -> Map.of()));
        lists.put(
                "rateIndexes",
                list(
                        RateIndex.CODES,
                        aliases,
                        index -> Map.of("country", index.country().name())));
        lists.put("productStatuses", list(ProductStatus.CODES, aliases, status -> Map.of()));
        lists.put("lenderStatuses", list(LenderStatus.CODES, aliases, status -> Map.of()));
        return lists;
    }

    private static <C extends Coded> List<Map<String, Object>> list(
            CodeList<C> codes, boolean aliases, Function<? super C, Map<String, Object>> more) {
        return codes.elements().stream()
                .map(element -> {
                    Map<String, Object> entry = entry(element.name(), element.label());
                    entry.putAll(more.apply(element));
                    if (aliases) {
                        entry.put("aliases", words(element));
                    }
                    return entry;
                })
                .toList();
    }

    private static List<String> words(Coded element) {
        return Stream.of(element.aliases().split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static List<Map<String, Object>> regions() {
        List<Map<String, Object>> regions = new ArrayList<>();
        for (Country country : Country.values()) {
            for (Region region : country.regions()) {
                Map<String, Object> entry = entry(region.code(), region.label());
                entry.put("country", country.name());
                regions.add(entry);
            }
        }
        return regions;
    }

    private static Map<String, Object> range(RateKind kind) {
        Map<String, Object> range = new LinkedHashMap<>();
        range.put("min", kind.least().toPlainString());
        range.put("max", kind.most().toPlainString());
        return range;
    }

    private static Map<String, Object> entry(String code, String label) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("code", code);
        entry.put("label", label);
        return entry;
    }
}
