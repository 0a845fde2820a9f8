package dev.lendersync.staff.imports;

import dev.lendersync.protocol.Json;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Finds products by id or by natural key, many at once: PostgreSQL says what the same product is. Blocks.
final class Matches {
    // An archived product is meant only when none is in use; the one that was changed last, of several.
    private static final String FIND = """
            WITH wanted AS MATERIALIZED (
                SELECT x.n, x.id, CASE WHEN x.id IS NULL THEN sync.natural_key(
                    x."lenderId", x.country, x.category, sync.clean_name(x.name), x."amountMin", x."amountMax") END AS key
                FROM jsonb_to_recordset($1::text::jsonb) AS x (n int, id uuid, "lenderId" uuid, name text, country text,
                    category text, "amountMin" numeric, "amountMax" numeric))
            SELECT w.n, w.key, s.product::text AS product
            FROM wanted w
            LEFT JOIN LATERAL (SELECT p.id FROM lender_products p WHERE p.id = w.id) AS i ON true
            LEFT JOIN LATERAL (
                SELECT p.id FROM lender_products p WHERE p.natural_key = w.key AND p.status <> 'ARCHIVED') AS a ON true
            LEFT JOIN LATERAL (
                SELECT p.id FROM lender_products p WHERE p.natural_key = w.key AND p.status = 'ARCHIVED'
                ORDER BY p.updated_at DESC, p.id DESC LIMIT 1) AS o ON true
            LEFT JOIN staff_products s ON s.id = coalesce(i.id, a.id, o.id)
            ORDER BY w.n
            """;

    private static final List<String> KEY_TEXTS = List.of("lenderId", "name", "country", "category");
    private static final List<String> KEY_AMOUNTS = List.of("amountMin", "amountMax");
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,2}0*)?");
    private static final int MAX_NAME = 1_000;

    /// What was found.
    ///
    /// @param key the natural key; null when the question was an id, or what makes a key is not all stated
    record Match(@Nullable String key, @Nullable ObjectNode product) {}

    /// What is looked for.
    ///
    /// @param body of a product, of which the members of the natural key are looked at when there is no id
    record Wanted(@Nullable UUID id, JsonNode body) {}

    private Matches() {}

    /// One for each that is wanted, in the same order.
    static List<Match> find(SqlConnection sql, Collection<Wanted> wanted) {
        ArrayNode questions = Json.MAPPER.createArrayNode();
        for (Wanted each : wanted) {
            question(each, questions.addObject().put("n", questions.size()));
        }
        List<Match> matches = new ArrayList<>(wanted.size());
        for (Row row :
                sql.preparedQuery(FIND).execute(Tuple.of(questions.toString())).await()) {
            String product = row.getString("product");
            matches.add(new Match(row.getString("key"), product == null ? null : (ObjectNode) Json.read(product)));
        }
        return matches;
    }

    /// A member that is missing, or no key could hold, makes the key null, which is the key of no product.
    private static void question(Wanted wanted, ObjectNode question) {
        if (wanted.id() != null) {
            question.put("id", wanted.id().toString());
            return;
        }
        for (String member : KEY_TEXTS) {
            JsonNode text = wanted.body().path(member);
            question.put(
                    member, text.isString() && text.stringValue().length() <= MAX_NAME ? text.stringValue() : null);
        }
        for (String member : KEY_AMOUNTS) {
            JsonNode amount = wanted.body().path(member);
            if (amount.isString() && AMOUNT.matcher(amount.stringValue()).matches()) {
                question.put(member, amount.stringValue());
            } else if (!amount.isMissingNode() && !amount.isNull()) {
                question.putNull("name");
            }
        }
    }
}
