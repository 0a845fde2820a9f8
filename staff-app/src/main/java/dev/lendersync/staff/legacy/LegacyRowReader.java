package dev.lendersync.staff.legacy;

import dev.lendersync.protocol.Problem.FieldError;
import dev.lendersync.staff.legacy.LegacyLenders.Found;
import dev.lendersync.staff.legacy.LegacyMapping.Column;
import dev.lendersync.staff.legacy.LegacyOutcome.CellProblem;
import dev.lendersync.staff.products.ProductDraft;
import dev.lendersync.staff.products.ProductReader;
import dev.lendersync.staff.products.Reading;
import dev.lendersync.staff.sheets.ColumnMember;
import dev.lendersync.staff.sheets.RowBody;
import dev.lendersync.staff.sheets.SheetRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads one row as a product: cell by cell, then the whole with the rules that hold for every product.
final class LegacyRowReader {
    /// A product and the name of its lender, or everything that is wrong with the row.
    sealed interface ReadRow {
        record Product(SheetRow row, String lenderName, ProductDraft draft) implements ReadRow {}

        record Wrong(SheetRow row, List<CellProblem> problems) implements ReadRow {}
    }

    private final LegacyMapping mapping;
    private final LegacyLenders lenders;
    private final SheetRow row;
    private final RowBody cells = new RowBody();
    private final ObjectNode body = cells.members();
    private final List<String> notes = new ArrayList<>();
    private final List<CellProblem> missing = new ArrayList<>();

    private LegacyRowReader(LegacyMapping mapping, LegacyLenders lenders, SheetRow row) {
        this.mapping = mapping;
        this.lenders = lenders;
        this.row = row;
    }

    static ReadRow read(LegacyMapping mapping, LegacyLenders lenders, SheetRow row) {
        return new LegacyRowReader(mapping, lenders, row).read();
    }

    private ReadRow read() {
        for (int i = 0; i < mapping.columns().size(); i++) {
            Column column = mapping.columns().get(i);
            String cell = row.cells().get(i);
            if (!column.leftOut() && !cell.isBlank()) {
                readCell(i, column, cell);
            }
        }
        mapping.defaults().forEach((member, text) -> cells.otherwise(member, text, "--default " + member.member()));
        RowBody.lengthenRegions(body);
        cells.refuseFactorInPercent(body);
        String lenderName = findLender();
        if (!notes.isEmpty()) {
            body.put("internalNotes", String.join("\n", notes));
        }
        Reading<ProductDraft> reading = ProductReader.read(body);
        if (reading instanceof Reading.Invalid<ProductDraft>(List<FieldError> errors)) {
            errors.forEach(this::addRuleBroken);
        }
        List<CellProblem> problems = problems();
        return reading instanceof Reading.Valid<ProductDraft>(ProductDraft draft) && problems.isEmpty()
                ? new ReadRow.Product(row, lenderName, draft)
                : new ReadRow.Wrong(row, problems);
    }

    private List<CellProblem> problems() {
        Stream<CellProblem> wrong =
                cells.faults().stream().map(fault -> new CellProblem(fault.header(), fault.cell(), fault.why()));
        return Stream.concat(wrong, missing.stream()).toList();
    }

    private void readCell(int index, Column column, String cell) {
        ColumnMember member = column.member();
        if (member == null || member == ColumnMember.INTERNAL_NOTES) {
            boolean isNote = member != null && member.rank(column.header()) >= 0;
            notes.add(isNote ? cell.strip() : column.header() + ": " + cell.strip());
            return;
        }
        // Without the white space that fixed-width exports pad their texts with.
        cells.read(member, index, column.header(), cell.strip());
    }

    /// Puts the lender's id in its name's place.
    private String findLender() {
        JsonNode name = body.remove("lender");
        if (name == null) {
            missing.add(missing("lender"));
            return "";
        }
        return switch (lenders.find(name.asString(""))) {
            case Found.Known(LegacyLenders.Lender lender) -> {
                body.put("lenderId", lender.id().toString());
                yield lender.name();
            }
            case Found.Unfit(String why) -> {
                cells.fault(cells.source("lender").orElseThrow(), why);
                yield "";
            }
        };
    }

    private void addRuleBroken(FieldError error) {
        String member = error.pointer().split("/", 3)[1];
        Optional<RowBody.Source> source = cells.source(member);
        if (member.equals("lenderId")
                || source.filter(RowBody.Source::unreadable).isPresent()) {
            return;
        }
        if (source.isPresent()) {
            cells.fault(source.get(), error.detail());
        } else if (member.equals("internalNotes")) {
            missing.add(new CellProblem("", "", "the columns kept in internalNotes: " + error.detail()));
        } else {
            missing.add(missing(member));
        }
    }

    private static CellProblem missing(String member) {
        return new CellProblem(
                "", "", member + " is not stated; say which column holds it (--map) or what it is (--default)");
    }
}
