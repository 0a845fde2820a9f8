package dev.lendersync.staff.legacy;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.identity.Actor;
import dev.lendersync.staff.identity.AuditLog;
import dev.lendersync.staff.products.ProductDraft;
import dev.lendersync.staff.products.ProductReader;
import dev.lendersync.staff.products.ProductStore;
import dev.lendersync.staff.products.Reading;
import dev.lendersync.staff.reference.LenderStatus;
import dev.lendersync.staff.sheets.Sheet;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Brings an older catalog into the database: all of it or nothing, in one transaction and so at one version.
public final class LegacyImport {
    /// Whoever may open the database.
    private static final Actor ACTOR = new Actor("import-legacy", "");

    private final Database database;

    public LegacyImport(Database database) {
        this.database = database;
    }

    /// What an import would do; changes nothing.
    public LegacyPlan dryRun(Sheet table, LegacyMapping mapping) {
        return plan(database.pool(), table, mapping);
    }

    /// Imports, if every row can come in. Nobody else writes lenders or products between the plan and its end, so what
    /// the plan says is what is done.
    ///
    /// @return the plan that was carried out; nothing was written when it is not clean
    public LegacyPlan commit(Sheet table, LegacyMapping mapping) {
        return database.write(ACTOR.name(), "import", sql -> {
                    query(sql, "LOCK TABLE lenders, lender_products IN SHARE ROW EXCLUSIVE MODE", Tuple.tuple());
                    LegacyPlan plan = plan(sql, table, mapping);
                    if (plan.isClean()) {
                        write(sql, plan);
                    }
                    return plan;
                })
                .value();
    }

    private static void write(SqlClient sql, LegacyPlan plan) {
        for (LegacyPlan.NewLender lender : plan.newLenders()) {
            query(sql, "INSERT INTO lenders (id, name) VALUES ($1, $2)", Tuple.of(lender.id(), lender.name()));
        }
        List<ProductDraft> products =
                plan.newProducts().map(LegacyOutcome.New::draft).toList();
        products.forEach(product -> ProductStore.insert(sql, product));
        AuditLog.note(sql, ACTOR, "import-committed", "", Map.of("products", products.size()));
    }

    private static LegacyPlan plan(SqlClient sql, Sheet table, LegacyMapping mapping) {
        return LegacyPlan.of(table, mapping, existing(sql), () -> newId(sql));
    }

    private static ExistingCatalog existing(SqlClient sql) {
        List<ExistingCatalog.Lender> lenders =
                query(sql, "SELECT id, name, status FROM lenders", Tuple.tuple()).stream()
                        .map(row -> new ExistingCatalog.Lender(
                                row.getUUID("id"),
                                row.getString("name"),
                                LenderStatus.valueOf(row.getString("status"))))
                        .toList();
        List<ExistingCatalog.Product> products =
                query(sql, "SELECT id, product::text AS product FROM staff_products", Tuple.tuple()).stream()
                        .map(row -> new ExistingCatalog.Product(row.getUUID("id"), draft(row.getString("product"))))
                        .toList();
        return new ExistingCatalog(lenders, products);
    }

    private static ProductDraft draft(String product) {
        return switch (ProductReader.read(Json.read(product))) {
            case Reading.Valid<ProductDraft>(var draft) -> draft;
            case Reading.Invalid<ProductDraft>(var errors) ->
                throw new IllegalStateException("the database holds a product that breaks the rules: " + errors);
        };
    }

    private static UUID newId(SqlClient sql) {
        return query(sql, "SELECT sync.uuid_v7() AS id", Tuple.tuple())
                .iterator()
                .next()
                .getUUID("id");
    }

    private static RowSet<Row> query(SqlClient sql, String text, Tuple parameters) {
        return sql.preparedQuery(text).execute(parameters).await();
    }
}
