package dev.lendersync.staff.lenders;

import dev.lendersync.staff.http.Page;
import dev.lendersync.staff.http.Parameters;
import dev.lendersync.staff.http.Search;
import dev.lendersync.staff.http.Sort;
import dev.lendersync.staff.products.NameKey;
import dev.lendersync.staff.products.PageStore;
import dev.lendersync.staff.reference.Coded;
import dev.lendersync.staff.reference.LenderStatus;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// The list of lenders, each with how many products it has of each status: filtered, sorted, a page of it. Blocks.
final class LenderListStore {
    private static final Map<String, String> SORTS = Map.of(
            "name", "lower(l.name COLLATE \"C\")",
            "status", "l.status COLLATE \"C\"",
            "updatedAt", "l.updated_at",
            "products", "coalesce(c.all_of_it, 0)");

    private LenderListStore() {}

    static List<String> statuses(Parameters parameters) {
        return parameters.any(
                "status",
                text -> LenderStatus.CODES.parse(text).map(Coded::name),
                "must be one of " + LenderStatus.CODES.codes());
    }

    /// @return SQL for ORDER BY
    static String order(Parameters parameters) {
        return Sort.of(parameters, SORTS, "name") + ", l.name COLLATE \"C\", l.id";
    }

    static Page.Slice<ObjectNode> page(SqlClient sql, Search search, List<String> statuses, String order, Page page) {
        List<Object> parameters = new ArrayList<>(List.of(page.size(), page.offset(), statuses.toArray(String[]::new)));
        String condition = search.condition(
                NameKey::of,
                "l.name_key COLLATE \"C\"",
                "lower(concat_ws(' ', l.name, l.contact_name, l.contact_email, l.website, l.notes)) COLLATE \"C\"",
                parameters);
        String text = """
                WITH counts AS (
                    SELECT lender_id, count(*) AS all_of_it,
                           count(*) FILTER (WHERE status = 'DRAFT') AS draft,
                           count(*) FILTER (WHERE status = 'PUBLISHED') AS published,
                           count(*) FILTER (WHERE status = 'ARCHIVED') AS archived
                    FROM lender_products GROUP BY lender_id),
                matching AS MATERIALIZED (
                    SELECT l.id, row_number() OVER (ORDER BY %s) AS place,
                           jsonb_build_object('DRAFT', coalesce(c.draft, 0), 'PUBLISHED', coalesce(c.published, 0),
                               'ARCHIVED', coalesce(c.archived, 0)) AS products
                    FROM lenders l LEFT JOIN counts c ON c.lender_id = l.id
                    WHERE (cardinality($3::text[]) = 0 OR l.status = ANY ($3)) %s)
                SELECT (SELECT count(*) FROM matching) AS total,
                       (s.lender || jsonb_build_object('products', m.products))::text AS item
                FROM (SELECT) AS always
                LEFT JOIN (matching m JOIN staff_lenders s ON s.id = m.id)
                    ON m.place > $2::bigint AND m.place <= $2::bigint + $1::bigint
                ORDER BY m.place
                """.formatted(order, condition);
        return PageStore.read(sql, text, parameters);
    }
}
