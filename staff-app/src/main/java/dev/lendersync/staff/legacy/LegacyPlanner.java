package dev.lendersync.staff.legacy;

import dev.lendersync.staff.legacy.LegacyMapping.Column;
import dev.lendersync.staff.legacy.LegacyOutcome.Clash;
import dev.lendersync.staff.legacy.LegacyOutcome.Difference;
import dev.lendersync.staff.legacy.LegacyPlan.NewLender;
import dev.lendersync.staff.legacy.LegacyRowReader.ReadRow;
import dev.lendersync.staff.products.NaturalKey;
import dev.lendersync.staff.products.ProductDraft;
import dev.lendersync.staff.products.ProductJson;
import dev.lendersync.staff.sheets.Sheet;
import dev.lendersync.staff.sheets.SheetRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// Makes a plan: reads each row, then looks for others of the same natural key in the table and in the catalog.
final class LegacyPlanner {
    /// The most others that a conflict names.
    private static final int MAX_CLASHES = 3;

    private final Sheet table;
    private final LegacyMapping mapping;
    private final LegacyLenders lenders;
    private final Map<NaturalKey, List<ExistingCatalog.Product>> existing = new HashMap<>();
    /// For each natural key of the table: each different content and the first row that has it.
    private final Map<NaturalKey, Map<ProductDraft, Integer>> contents = new HashMap<>();

    LegacyPlanner(Sheet table, LegacyMapping mapping, ExistingCatalog catalog, Supplier<UUID> lenderIds) {
        this.table = table;
        this.mapping = mapping;
        this.lenders = new LegacyLenders(catalog.lenders(), lenderIds);
        for (ExistingCatalog.Product product : catalog.products()) {
            existing.computeIfAbsent(product.draft().naturalKey(), _ -> new ArrayList<>())
                    .add(product);
        }
    }

    LegacyPlan plan() {
        List<ReadRow> rows = table.rows().stream()
                .map(row -> LegacyRowReader.read(mapping, lenders, row))
                .toList();
        for (ReadRow row : rows) {
            if (row instanceof ReadRow.Product(SheetRow source, String _, ProductDraft draft)) {
                contents.computeIfAbsent(draft.naturalKey(), _ -> new LinkedHashMap<>())
                        .putIfAbsent(draft, source.number());
            }
        }
        List<LegacyOutcome> outcomes = rows.stream().map(this::outcome).toList();
        return new LegacyPlan(mapping, outcomes, newLenders(outcomes), warnings(rows));
    }

    private LegacyOutcome outcome(ReadRow row) {
        return switch (row) {
            case ReadRow.Wrong(SheetRow source, var problems) -> new LegacyOutcome.Problem(source, problems);
            case ReadRow.Product product -> outcome(product);
        };
    }

    private LegacyOutcome outcome(ReadRow.Product product) {
        ProductDraft draft = product.draft();
        List<ExistingCatalog.Product> there = existing.getOrDefault(draft.naturalKey(), List.of());
        for (ExistingCatalog.Product other : there) {
            if (other.draft().equals(draft)) {
                return new LegacyOutcome.Unchanged(product.row(), other.id());
            }
        }
        List<Clash> clashes = new ArrayList<>();
        for (ExistingCatalog.Product other : there.subList(0, Math.min(MAX_CLASHES, there.size()))) {
            clashes.add(new Clash("product " + other.id(), differences(draft, other.draft())));
        }
        Map<ProductDraft, Integer> inTable = contents.getOrDefault(draft.naturalKey(), Map.of());
        inTable.entrySet().stream()
                .filter(other -> !other.getKey().equals(draft))
                .limit(MAX_CLASHES)
                .forEach(
                        other -> clashes.add(new Clash("row " + other.getValue(), differences(draft, other.getKey()))));
        if (!clashes.isEmpty()) {
            return new LegacyOutcome.Conflict(product.row(), product.lenderName(), draft, clashes);
        }
        int first = inTable.getOrDefault(draft, product.row().number());
        return first == product.row().number()
                ? new LegacyOutcome.New(product.row(), product.lenderName(), draft)
                : new LegacyOutcome.Duplicate(product.row(), first);
    }

    private static List<Difference> differences(ProductDraft mine, ProductDraft theirs) {
        ObjectNode left = ProductJson.of(mine);
        ObjectNode right = ProductJson.of(theirs);
        return left.propertyStream()
                .filter(member -> !member.getValue().equals(right.get(member.getKey())))
                .map(member -> new Difference(
                        member.getKey(),
                        member.getValue().toString(),
                        right.path(member.getKey()).toString()))
                .toList();
    }

    private List<NewLender> newLenders(List<LegacyOutcome> outcomes) {
        Map<UUID, String> names = new LinkedHashMap<>();
        for (LegacyOutcome outcome : outcomes) {
            if (outcome instanceof LegacyOutcome.New(SheetRow _, String name, ProductDraft draft)
                    && lenders.isNew(draft.lenderId())) {
                names.put(draft.lenderId(), name);
            }
        }
        return names.entrySet().stream()
                .map(lender -> new NewLender(lender.getKey(), lender.getValue()))
                .toList();
    }

    private List<String> warnings(List<ReadRow> rows) {
        List<String> warnings = new ArrayList<>();
        for (int i = 0; i < mapping.columns().size(); i++) {
            Column column = mapping.columns().get(i);
            int index = i;
            long cells = table.rows().stream()
                    .filter(row -> !row.cells().get(index).isBlank())
                    .count();
            if (column.leftOut() && cells > 0) {
                warnings.add("column \"" + column.header() + "\" is left out as asked: cells with content: " + cells);
            } else if (column.member() == null && cells > 0) {
                warnings.add("column \"" + column.header()
                        + "\" fits no member; it is kept in internalNotes: cells with" + " content: " + cells);
            }
        }
        Set<UUID> used = new LinkedHashSet<>();
        for (ReadRow row : rows) {
            if (row instanceof ReadRow.Product product) {
                used.add(product.draft().lenderId());
            }
        }
        warnings.addAll(lenders.warnings(used));
        return warnings;
    }
}
