package dev.lendersync.staff.imports;

import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.Problem.FieldError;
import dev.lendersync.staff.products.ProductDraft;
import dev.lendersync.staff.products.ProductJson;
import dev.lendersync.staff.products.ProductReader;
import dev.lendersync.staff.products.Reading;
import dev.lendersync.staff.reference.ProductStatus;
import dev.lendersync.staff.sheets.RowBody;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A product as a row would leave it, whether it is there already or not. What a column covers and the row leaves
/// blank is not stated; what no column covers stays as it is.
final class Composition {
    private static final int MAX_SHOWN = 200;

    private final Set<String> covered;

    /// @param covered the members that the columns speak of
    Composition(Set<String> covered) {
        this.covered = covered;
    }

    /// All members as they will be; empty when rules are broken, which are noted in the row's cells.
    Optional<ObjectNode> draft(ReadRow row, @Nullable ObjectNode existing) {
        ObjectNode body = existing == null ? Json.MAPPER.createObjectNode() : existing.deepCopy();
        covered.forEach(body::remove);
        row.cells().members().properties().forEach(member -> {
            boolean keeps = existing != null && !covered.contains(member.getKey()) && row.isDefault(member.getKey());
            if (!keeps && !member.getKey().equals("lender")) {
                body.set(member.getKey(), member.getValue());
            }
        });
        RowBody.lengthenRegions(body);
        row.cells().refuseFactorInPercent(body);
        ProductStatus status = existing == null
                ? ProductStatus.DRAFT
                : ProductStatus.valueOf(existing.path("status").stringValue());
        return switch (ProductReader.read(body, status)) {
            case Reading.Valid<ProductDraft>(ProductDraft draft) -> Optional.of(ProductJson.of(draft));
            case Reading.Invalid<ProductDraft>(var errors) -> {
                errors.forEach(error -> broken(row.cells(), error));
                yield Optional.empty();
            }
        };
    }

    private static void broken(RowBody cells, FieldError error) {
        String member = error.pointer().split("/", 3)[1];
        boolean lender = member.equals("lenderId");
        Optional<RowBody.Source> source = cells.source(lender ? "lender" : member);
        if (source.filter(RowBody.Source::unreadable).isPresent()) {
            return;
        }
        if (source.isEmpty()) {
            String name = lender ? "lenderName" : member;
            cells.fault(new RowBody.Source(RowBody.NO_COLUMN, "", "", false), name + " " + error.detail());
        } else if (!lender) {
            cells.fault(source.get(), error.detail());
        }
    }

    /// `[{"field":"/rateMin","from","to"}]`, what a draft changes of a product.
    static ArrayNode changes(ObjectNode existing, ObjectNode draft) {
        ArrayNode changes = Json.MAPPER.createArrayNode();
        draft.properties().forEach(member -> {
            JsonNode from = existing.path(member.getKey());
            JsonNode to = member.getValue();
            boolean same = from.equals(to) || (isNothing(from) && isNothing(to));
            if (!same) {
                ObjectNode change = changes.addObject().put("field", "/" + member.getKey());
                change.set("from", from);
                change.set("to", to);
            }
        });
        return changes;
    }

    /// Plain SQL may store a blank text, which states as little as none.
    private static boolean isNothing(JsonNode value) {
        return value.isNull() || (value.isString() && value.stringValue().isBlank());
    }

    /// `[{"column","cell","detail","value"}]`
    static ArrayNode problems(ReadRow row) {
        ArrayNode problems = Json.MAPPER.createArrayNode();
        for (RowBody.Fault fault : row.cells().faults()) {
            boolean cell = fault.column() != RowBody.NO_COLUMN;
            problems.addObject()
                    .put("column", fault.header().isEmpty() ? null : fault.header())
                    .put("cell", cell ? address(fault.column(), row.number()) : null)
                    .put("detail", fault.why())
                    .put("value", cell ? shown(fault.cell()) : null);
        }
        return problems;
    }

    /// As spreadsheets name it: `C12`.
    private static String address(int column, int row) {
        StringBuilder letters = new StringBuilder();
        for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
            letters.insert(0, (char) ('A' + (rest - 1) % 26));
        }
        return letters.toString() + row;
    }

    private static String shown(String cell) {
        return cell.codePointCount(0, cell.length()) <= MAX_SHOWN
                ? cell
                : cell.substring(0, cell.offsetByCodePoints(0, MAX_SHOWN)) + "…";
    }
}
