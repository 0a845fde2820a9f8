package dev.lendersync.staff.imports;

import dev.lendersync.staff.sheets.CellTexts;
import dev.lendersync.staff.sheets.DocumentTexts;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A column of an export: a member of a product, under its own name, by which an import knows it again. What only the
/// server writes is left out, but for the id.
record ExportColumn(String member, Kind kind) {
    enum Kind {
        CODE,
        TEXT,
        NUMBER,
        TRUTH,
        LIST,
        DOCUMENTS
    }

    static final List<ExportColumn> ALL = List.of(
            new ExportColumn("id", Kind.CODE),
            new ExportColumn("lenderName", Kind.TEXT),
            new ExportColumn("name", Kind.TEXT),
            new ExportColumn("category", Kind.CODE),
            new ExportColumn("country", Kind.CODE),
            new ExportColumn("status", Kind.CODE),
            new ExportColumn("amountMin", Kind.NUMBER),
            new ExportColumn("amountMax", Kind.NUMBER),
            new ExportColumn("rateKind", Kind.CODE),
            new ExportColumn("rateType", Kind.CODE),
            new ExportColumn("rateIndex", Kind.CODE),
            new ExportColumn("rateMin", Kind.NUMBER),
            new ExportColumn("rateMax", Kind.NUMBER),
            new ExportColumn("termMinMonths", Kind.NUMBER),
            new ExportColumn("termMaxMonths", Kind.NUMBER),
            new ExportColumn("minCreditScore", Kind.NUMBER),
            new ExportColumn("minMonthsInBusiness", Kind.NUMBER),
            new ExportColumn("minMonthlyRevenue", Kind.NUMBER),
            new ExportColumn("requiresReceivables", Kind.TRUTH),
            new ExportColumn("regionsExcluded", Kind.LIST),
            new ExportColumn("fundsPurposes", Kind.LIST),
            new ExportColumn("industriesExcluded", Kind.LIST),
            new ExportColumn("requiredDocuments", Kind.DOCUMENTS),
            new ExportColumn("description", Kind.TEXT),
            new ExportColumn("feesNote", Kind.TEXT),
            new ExportColumn("commissionPercent", Kind.NUMBER),
            new ExportColumn("internalNotes", Kind.TEXT));

    /// What a cell holds.
    sealed interface Cell {
        record Blank() implements Cell {}

        record Text(String text) implements Cell {}

        record Numeric(BigDecimal number) implements Cell {}

        record Truth(boolean truth) implements Cell {}
    }

    Cell cell(JsonNode product) {
        JsonNode value = product.path(member);
        if (value.isNull() || value.isMissingNode() || (value.isArray() && value.isEmpty())) {
            return new Cell.Blank();
        }
        return switch (kind) {
            case CODE -> new Cell.Text(value.stringValue());
            case TEXT -> new Cell.Text(CellTexts.neutral(value.stringValue()));
            case NUMBER -> new Cell.Numeric(new BigDecimal(value.asString()));
            case TRUTH -> new Cell.Truth(value.booleanValue());
            case LIST ->
                new Cell.Text(value.valueStream().map(JsonNode::stringValue).collect(Collectors.joining("; ")));
            case DOCUMENTS -> new Cell.Text(DocumentTexts.write(value));
        };
    }
}
