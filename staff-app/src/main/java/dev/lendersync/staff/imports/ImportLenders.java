package dev.lendersync.staff.imports;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.lenders.LenderDraft;
import dev.lendersync.staff.lenders.LenderReader;
import dev.lendersync.staff.products.Names;
import dev.lendersync.staff.products.Reading;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;

/// The lenders that rows name: those that are there, found by the key of their name, and those that an import would
/// add.
/// Blocks; confined to one thread.
final class ImportLenders {
    // PostgreSQL says what the same name is.
    private static final String KEYS = """
            SELECT x.name, k.key, l.id, sync.uuid_v7() AS new_id
            FROM unnest($1::text[]) WITH ORDINALITY AS x (name, n)
            CROSS JOIN LATERAL (SELECT sync.name_key(sync.clean_name(x.name)) AS key OFFSET 0) AS k
            LEFT JOIN lenders l ON l.name_key = k.key
            ORDER BY x.n
            """;

    /// What a name means.
    sealed interface Found {
        record Known(UUID id) implements Found {}

        record Unfit(String why) implements Found {}
    }

    private final SqlConnection sql;
    private final boolean create;
    private final Map<String, Found> byName = new HashMap<>();
    private final Map<String, Found> addedByKey = new HashMap<>();
    private final Map<UUID, String> added = new LinkedHashMap<>();

    ImportLenders(SqlConnection sql, boolean create) {
        this.sql = sql;
        this.create = create;
    }

    /// Looks these names up, so that [#find] knows them.
    void resolve(Collection<String> names) {
        Set<String> unknown = new LinkedHashSet<>(names);
        unknown.removeAll(byName.keySet());
        if (unknown.isEmpty()) {
            return;
        }
        String[] asked = unknown.toArray(String[]::new);
        sql.preparedQuery(KEYS).execute(Tuple.of(asked)).await().forEach(row -> {
            String name = row.getString("name");
            UUID id = row.getUUID("id");
            byName.put(
                    name,
                    id == null
                            ? addedByKey.computeIfAbsent(row.getString("key"), key -> add(name, row.getUUID("new_id")))
                            : new Found.Known(id));
        });
    }

    private Found add(String name, UUID id) {
        Reading<LenderDraft> reading =
                LenderReader.read(Json.MAPPER.createObjectNode().put("name", name));
        return switch (reading) {
            case Reading.Invalid<LenderDraft>(var errors) ->
                new Found.Unfit(errors.getFirst().detail());
            case Reading.Valid<LenderDraft> _
            when !create -> new Found.Unfit("is no lender that is there; set createLenders to add it");
            case Reading.Valid<LenderDraft>(LenderDraft draft) -> {
                added.put(id, Names.clean(draft.name()));
                yield new Found.Known(id);
            }
        };
    }

    Found find(String name) {
        Found found = byName.get(name);
        if (found == null) {
            throw new IllegalStateException("a name was not resolved");
        }
        return found;
    }

    /// Those to be made before the products: `[{"id","name"}]`.
    ArrayNode added() {
        ArrayNode lenders = Json.MAPPER.createArrayNode();
        added.forEach((id, name) -> lenders.addObject().put("id", id.toString()).put("name", name));
        return lenders;
    }
}
