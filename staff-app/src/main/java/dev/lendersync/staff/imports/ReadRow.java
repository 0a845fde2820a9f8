package dev.lendersync.staff.imports;

import dev.lendersync.protocol.LenderProduct;
import dev.lendersync.staff.sheets.CellTexts;
import dev.lendersync.staff.sheets.ColumnMember;
import dev.lendersync.staff.sheets.RowBody;
import dev.lendersync.staff.sheets.SheetRow;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One row, read cell by cell: what it states, and which product it names.
///
/// @param id of the product, when a column says so
record ReadRow(int number, RowBody cells, @Nullable UUID id) {
    private static final Set<ColumnMember> TEXTS = EnumSet.of(
            ColumnMember.LENDER,
            ColumnMember.NAME,
            ColumnMember.DESCRIPTION,
            ColumnMember.FEES_NOTE,
            ColumnMember.INTERNAL_NOTES);

    static ReadRow of(Mapping mapping, SheetRow row) {
        RowBody cells = new RowBody();
        UUID id = null;
        for (Mapping.Column column : mapping.columns()) {
            String cell = row.cells().get(column.index());
            String fault = row.faults().get(column.index());
            if (fault != null && column.member() != null) {
                cells.unreadable(column.member(), column.index(), column.header(), cell, fault);
            } else if (column.isId() && !cell.isBlank()) {
                id = id(cells, column, cell);
            } else if (!cell.isBlank()) {
                column.columnMember()
                        .ifPresent(member -> cells.read(member, column.index(), column.header(), text(member, cell)));
            }
        }
        mapping.defaults().forEach((member, text) -> cells.otherwise(member, text, "default"));
        return new ReadRow(row.number(), cells, id);
    }

    private static String text(ColumnMember member, String cell) {
        return TEXTS.contains(member) ? CellTexts.plain(cell) : cell;
    }

    private static @Nullable UUID id(RowBody cells, Mapping.Column column, String cell) {
        try {
            return LenderProduct.parseId(cell.strip().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            cells.unreadable(Mapping.ID, column.index(), column.header(), cell, "is no id of a product");
            return null;
        }
    }

    Optional<String> lenderName() {
        return Optional.ofNullable(cells.members().get("lender")).map(JsonNode::stringValue);
    }

    /// Names the lender by its id.
    void setLender(UUID lender) {
        cells.members().put("lenderId", lender.toString());
    }

    /// Whether a value was read, or stands in since the row says nothing.
    boolean isDefault(String member) {
        String source = member.equals("lenderId") ? "lender" : member;
        return cells.source(source)
                .filter(found -> found.column() == RowBody.NO_COLUMN)
                .isPresent();
    }
}
