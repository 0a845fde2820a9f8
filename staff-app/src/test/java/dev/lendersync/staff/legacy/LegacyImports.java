package dev.lendersync.staff.legacy;

import dev.lendersync.staff.legacy.LegacyOutcome.Conflict;
import dev.lendersync.staff.legacy.LegacyOutcome.New;
import dev.lendersync.staff.products.ProductDraft;
import dev.lendersync.staff.reference.LenderStatus;
import dev.lendersync.staff.sheets.CsvFile;
import dev.lendersync.staff.sheets.Sheet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Plans for tests, and the catalog that they would leave.
final class LegacyImports {
    private LegacyImports() {}

    static LegacyPlan plan(String csv, Map<String, String> maps, Map<String, String> defaults) throws IOException {
        return plan(csv, maps, defaults, new ExistingCatalog(List.of(), List.of()));
    }

    static LegacyPlan plan(String csv, Map<String, String> maps, Map<String, String> defaults, ExistingCatalog existing)
            throws IOException {
        Sheet table = CsvFile.read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
        AtomicLong ids = new AtomicLong();
        return LegacyPlan.of(
                table,
                LegacyMapping.of(table.columns(), maps, defaults),
                existing,
                () -> new UUID(1, ids.incrementAndGet()));
    }

    static ExistingCatalog imported(LegacyPlan plan) {
        List<ExistingCatalog.Lender> lenders = plan.newLenders().stream()
                .map(lender -> new ExistingCatalog.Lender(lender.id(), lender.name(), LenderStatus.ACTIVE))
                .toList();
        List<ExistingCatalog.Product> products = plan.newProducts()
                .map(product ->
                        new ExistingCatalog.Product(new UUID(2, product.row().number()), product.draft()))
                .toList();
        return new ExistingCatalog(lenders, products);
    }

    /// The file without the rows that are in conflict; none of its cells holds a line break.
    static String withoutConflicts(String csv, Map<String, String> maps, Map<String, String> defaults)
            throws IOException {
        Set<Integer> conflicts = plan(csv, maps, defaults).all(Conflict.class).stream()
                .map(conflict -> conflict.row().number())
                .collect(Collectors.toSet());
        List<String> kept = new ArrayList<>();
        List<String> lines = csv.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!conflicts.contains(i + 1)) {
                kept.add(lines.get(i));
            }
        }
        return String.join("\n", kept);
    }

    /// The product that a row states, where the outcome holds it.
    static Stream<ProductDraft> draft(LegacyOutcome outcome) {
        return switch (outcome) {
            case New made -> Stream.of(made.draft());
            case Conflict conflict -> Stream.of(conflict.draft());
            default -> Stream.empty();
        };
    }
}
