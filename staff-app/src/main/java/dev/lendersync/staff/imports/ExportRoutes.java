package dev.lendersync.staff.imports;

import dev.lendersync.staff.database.Database;
import dev.lendersync.staff.http.Access;
import dev.lendersync.staff.http.Edits;
import dev.lendersync.staff.http.Parameters;
import dev.lendersync.staff.http.Request;
import dev.lendersync.staff.http.Response;
import dev.lendersync.staff.http.Route;
import dev.lendersync.staff.products.ProductFilter;
import dev.lendersync.staff.products.ProductListStore;
import dev.lendersync.staff.sheets.Sheet;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// `GET /api/lender-products/export?format=csv|xlsx&…`: the products that the list of the same parameters has, all
/// pages of it, as a file that an import takes back.
public final class ExportRoutes {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Database database;

    public ExportRoutes(Database database) {
        this.database = database;
    }

    /// To be served before `/api/lender-products/{id}`.
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/lender-products/export", Access.VIEWER, this::export));
    }

    private Response export(Request request) {
        Set<String> known = new HashSet<>(ProductFilter.PARAMETERS);
        known.addAll(Set.of("format", "sort"));
        ImportRoutes.requireParameters(request, known);
        Parameters parameters = new Parameters(request.query());
        ProductFilter filter = ProductFilter.of(parameters);
        String order = ProductListStore.order(parameters);
        return switch (parameters.one("format", 10).orElse("csv")) {
            case "csv" -> file("text/csv; charset=utf-8", "csv", csv(filter, order));
            case "xlsx" -> file(XLSX, "xlsx", xlsx(filter, order));
            default -> throw Parameters.invalid("format", "must be csv or xlsx");
        };
    }

    private static Response file(String type, String extension, byte[] bytes) {
        return Response.of(200, type, bytes)
                .with("Content-Disposition", "attachment; filename=\"lender-products." + extension + "\"");
    }

    private byte[] csv(ProductFilter filter, String order) {
        CsvOutput csv = new CsvOutput();
        csv.row(ExportColumn.ALL.stream().map(ExportColumn::member).toList());
        forEach(
                filter,
                order,
                product -> csv.row(ExportColumn.ALL.stream()
                        .map(column -> text(column.cell(product)))
                        .toList()));
        return csv.bytes();
    }

    private static String text(ExportColumn.Cell cell) {
        return switch (cell) {
            case ExportColumn.Cell.Blank() -> "";
            case ExportColumn.Cell.Text(var text) -> text;
            case ExportColumn.Cell.Numeric(var number) -> number.toPlainString();
            case ExportColumn.Cell.Truth(var truth) -> Boolean.toString(truth);
        };
    }

    private byte[] xlsx(ProductFilter filter, String order) {
        XlsxOutput xlsx = new XlsxOutput();
        xlsx.row(ExportColumn.ALL.stream()
                .<ExportColumn.Cell>map(column -> new ExportColumn.Cell.Text(column.member()))
                .toList());
        forEach(
                filter,
                order,
                product -> xlsx.row(ExportColumn.ALL.stream()
                        .map(column -> column.cell(product))
                        .toList()));
        return xlsx.finish();
    }

    private void forEach(ProductFilter filter, String order, Consumer<ObjectNode> each) {
        AtomicInteger count = new AtomicInteger();
        SqlConnection sql = database.pool().getConnection().await();
        try {
            sql.query("BEGIN READ ONLY").execute().await();
            ProductListStore.forEach(sql, filter, order, product -> {
                if (count.incrementAndGet() > Sheet.MAX_ROWS) {
                    throw Edits.refused("More than " + Sheet.MAX_ROWS + " products; export a part of them.");
                }
                each.accept(product);
            });
        } finally {
            sql.query("ROLLBACK").execute().onComplete(done -> sql.close());
        }
    }
}
