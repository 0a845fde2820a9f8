package dev.lendersync.staff.products;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.http.Page;
import dev.lendersync.staff.http.Parameters;
import dev.lendersync.staff.http.Sort;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// The list of lender products: filtered, sorted, a page of it. Blocks.
public final class ProductListStore {
    /// With the name in lower case, which is made once for each lender rather than for each product.
    static final String LENDERS =
            "(SELECT id, name, name_key, lower(name COLLATE \"und-x-icu\") COLLATE \"C\" AS lower_name"
                    + " FROM lenders OFFSET 0) AS l";

    // Names without regard to case, as people read them.
    private static final Map<String, String> SORTS = Map.of(
            "name", "lower(p.name COLLATE \"C\")",
            "lenderName", "lower(l.name COLLATE \"C\")",
            "category", "p.category COLLATE \"C\"",
            "country", "p.country COLLATE \"C\"",
            "status", "p.status COLLATE \"C\"",
            "amountMin", "p.amount_min",
            "amountMax", "p.amount_max",
            "rateMin", "p.rate_min",
            "updatedAt", "p.updated_at");

    private static final int BATCH = 500;

    private ProductListStore() {}

    /// @return SQL for ORDER BY
    public static String order(Parameters parameters) {
        return Sort.of(parameters, SORTS, "name") + ", p.name COLLATE \"C\", p.id";
    }

    /// The JSON of a product is costly, so only what is on the page is made into it.
    static Page.Slice<ObjectNode> page(SqlClient sql, ProductFilter filter, String order, Page page) {
        List<Object> parameters = new ArrayList<>(List.of(page.size(), page.offset()));
        String condition = filter.condition(parameters);
        String text = """
                WITH matching AS MATERIALIZED (
                    SELECT p.id, row_number() OVER (ORDER BY %s) AS place
                    FROM lender_products p JOIN %s ON l.id = p.lender_id
                    WHERE %s)
                SELECT (SELECT count(*) FROM matching) AS total, s.product::text AS item
                FROM (SELECT) AS always
                LEFT JOIN (matching m JOIN staff_products s ON s.id = m.id)
                    ON m.place > $2::bigint AND m.place <= $2::bigint + $1::bigint
                ORDER BY m.place
                """.formatted(order, LENDERS, condition);
        return PageStore.read(sql, text, parameters);
    }

    /// Every product that is asked for, a batch after the other, as one statement saw them.
    ///
    /// @param sql in a transaction
    public static void forEach(SqlConnection sql, ProductFilter filter, String order, Consumer<ObjectNode> each) {
        List<Object> parameters = new ArrayList<>();
        String condition = filter.condition(parameters);
        String text = """
                SELECT s.product::text AS product
                FROM lender_products p JOIN %s ON l.id = p.lender_id JOIN staff_products s ON s.id = p.id
                WHERE %s ORDER BY %s
                """.formatted(LENDERS, condition, order);
        PreparedStatement statement = sql.prepare(text).await();
        Cursor cursor = statement.cursor(Tuple.from(parameters));
        do {
            cursor.read(BATCH).await().forEach(row -> each.accept((ObjectNode) Json.read(row.getString("product"))));
        } while (cursor.hasMore());
        statement.close().await();
    }
}
