package dev.lendersync.staff.products;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.http.Parameters;
import dev.lendersync.staff.http.Search;
import dev.lendersync.staff.reference.Category;
import dev.lendersync.staff.reference.CodeList;
import dev.lendersync.staff.reference.Coded;
import dev.lendersync.staff.reference.Country;
import dev.lendersync.staff.reference.ProductStatus;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Which lender products are asked for: `?search=&lenderId=&category=&country=&status=`. Those of one name are
/// alternatives, an empty one means all.
public record ProductFilter(
        Search search, List<UUID> lenders, List<String> categories, List<String> countries, List<String> statuses) {
    /// The parameters that it reads.
    public static final Set<String> PARAMETERS = Set.of("search", "lenderId", "category", "country", "status");

    // People search for what they see, so categories and countries are found by their labels.
    private static final String CATEGORY_NAMES = keysOfLabels(Category.CODES);
    private static final String COUNTRY_NAMES = keysOfLabels(Country.CODES);
    private static final String NAMES = "(split_part(p.natural_key, '|', 4) || ' ' || l.name_key || ' '"
            + " || coalesce('" + CATEGORY_NAMES + "'::jsonb ->> p.category, '') || ' '"
            + " || coalesce('" + COUNTRY_NAMES + "'::jsonb ->> p.country, '')) COLLATE \"C\"";
    private static final String TEXTS = "p.search_text || ' ' || l.lower_name";

    public static ProductFilter of(Parameters parameters) {
        return new ProductFilter(
                Search.of(parameters),
                parameters.ids("lenderId"),
                codes(parameters, "category", Category.CODES),
                codes(parameters, "country", Country.CODES),
                codes(parameters, "status", ProductStatus.CODES));
    }

    private static <C extends Coded> List<String> codes(Parameters parameters, String name, CodeList<C> list) {
        return parameters.any(name, text -> list.parse(text).map(Coded::name), "must be one of " + list.codes());
    }

    private static String keysOfLabels(CodeList<?> codes) {
        Map<String, String> names = new LinkedHashMap<>();
        codes.elements().forEach(code -> names.put(code.name(), NameKey.of(code.label())));
        return new String(Json.write(names), StandardCharsets.UTF_8);
    }

    /// A condition over `lender_products p` and [ProductListStore#LENDERS].
    ///
    /// @param parameters of the statement; what the condition needs is added
    String condition(List<Object> parameters) {
        StringBuilder sql = new StringBuilder("true");
        anyOf(sql, "p.lender_id", "uuid[]", lenders.toArray(UUID[]::new), parameters);
        anyOf(sql, "p.category", "text[]", categories.toArray(String[]::new), parameters);
        anyOf(sql, "p.country", "text[]", countries.toArray(String[]::new), parameters);
        anyOf(sql, "p.status", "text[]", statuses.toArray(String[]::new), parameters);
        return sql + search.condition(NameKey::of, NAMES, TEXTS, parameters);
    }

    private static void anyOf(StringBuilder sql, String column, String type, Object[] values, List<Object> parameters) {
        if (values.length > 0) {
            parameters.add(values);
            sql.append(" AND ").append(column).append(" = ANY ($").append(parameters.size());
            sql.append("::").append(type).append(')');
        }
    }
}
