package dev.lendersync.staff.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.staff.legacy.LegacyOutcome.Conflict;
import dev.lendersync.staff.legacy.LegacyOutcome.Duplicate;
import dev.lendersync.staff.legacy.LegacyOutcome.New;
import dev.lendersync.staff.legacy.LegacyOutcome.Problem;
import dev.lendersync.staff.legacy.LegacyOutcome.Unchanged;
import dev.lendersync.staff.products.NameKey;
import dev.lendersync.staff.products.NaturalKey;
import dev.lendersync.staff.products.ProductDraft;
import dev.lendersync.staff.products.ProductJson;
import dev.lendersync.staff.sheets.Sheet;
import dev.lendersync.staff.sheets.SheetRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Random tables: whatever they hold, each row has one outcome, nothing of it is lost, and a second import changes
/// nothing.
class LegacyPlanPropertyTest {
    private static final List<String> COLUMNS = List.of(
            "id",
            "lender",
            "name",
            "type",
            "country",
            "min_amount",
            "max_amount",
            "active",
            "requires_receivables",
            "docs",
            "description",
            "colour");

    /// For each column, cells and the JSON that the product must have for it; a cell without one is unreadable.
    private static final Map<String, Map<String, String>> CELLS = Map.of(
            "type", Map.of("LOC", "\"LINE_OF_CREDIT\"", "Term Loans", "\"TERM_LOAN\"", "Loan?", ""),
            "country", Map.of("CA", "\"CA\"", "usa", "\"US\"", "Both", ""),
            "min_amount",
                    Map.of("$10,000", "\"10000.00\"", "10k", "\"10000.00\"", " 10 000 ", "\"10000.00\"", "10.000", ""),
            "max_amount", Map.of("1.5M", "\"1500000.00\"", "50000", "\"50000.00\"", "ask", ""),
            "active", Map.of("true", "\"PUBLISHED\"", "no", "\"ARCHIVED\"", "?", ""),
            "requires_receivables", Map.of("yes", "true", "0", "false"),
            "docs",
                    Map.of(
                            "Invoices",
                            "[{\"code\":\"INVOICES\",\"required\":true,\"stage\":\"APPLICATION\",\"amountFrom\":null}]"));

    private static final Map<String, String> MEMBERS = Map.of(
            "type",
            "category",
            "country",
            "country",
            "min_amount",
            "amountMin",
            "max_amount",
            "amountMax",
            "active",
            "status",
            "requires_receivables",
            "requiresReceivables",
            "docs",
            "requiredDocuments");

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingIsLostAndASecondImportChangesNothing(long seed) {
        Sheet table = table(new Random(seed));
        LegacyPlan plan = plan(table, new ExistingCatalog(List.of(), List.of()));
        assertThat(plan.outcomes()).extracting(LegacyOutcome::row).isEqualTo(table.rows());
        Map<Integer, ProductDraft> drafts = new HashMap<>();
        for (LegacyOutcome outcome : plan.outcomes()) {
            LegacyImports.draft(outcome)
                    .forEach(draft -> drafts.put(outcome.row().number(), draft));
            ProductDraft draft = outcome instanceof Duplicate duplicate
                    ? drafts.get(duplicate.earlierRow())
                    : drafts.get(outcome.row().number());
            assertThat(draft == null).isEqualTo(outcome instanceof Problem);
            assertThat(isReadable(outcome.row())).isEqualTo(draft != null);
            if (draft != null) {
                assertHolds(outcome.row(), draft);
            }
        }
        assertKeysAreUnique(plan);
        assertRepeatable(table, plan);
    }

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    private static void assertHolds(SheetRow row, ProductDraft draft) {
        ObjectNode json = ProductJson.of(draft);
        String notes = draft.internalNotes() == null ? "" : draft.internalNotes();
        for (int i = 0; i < COLUMNS.size(); i++) {
            String column = COLUMNS.get(i);
            String cell = row.cells().get(i);
            if (cell.isBlank()) {
                continue;
            }
            switch (column) {
                case "id", "colour" -> assertThat(notes.lines()).contains(column + ": " + cell.strip());
                case "lender" -> assertThat(draft.lenderId()).isNotNull();
                case "name" -> assertThat(NameKey.of(draft.name())).isEqualTo(NameKey.of(cell));
                case "description" -> assertThat(draft.description()).isEqualTo(cell.strip());
                default -> {
                    JsonNode value = json.get(MEMBERS.getOrDefault(column, ""));
                    assertThat(String.valueOf(value))
                            .isEqualTo(CELLS.getOrDefault(column, Map.of()).get(cell));
                }
            }
        }
    }

    private static boolean isReadable(SheetRow row) {
        boolean readable = !row.cells().get(1).isBlank();
        for (String column : List.of("type", "country", "min_amount", "max_amount", "active", "requires_receivables")) {
            String cell = row.cells().get(COLUMNS.indexOf(column));
            boolean required =
                    List.of("type", "country", "requires_receivables").contains(column);
            boolean fine = cell.isBlank()
                    ? !required
                    : !"".equals(CELLS.getOrDefault(column, Map.of()).get(cell));
            readable &= fine;
        }
        return readable;
    }

    private static void assertKeysAreUnique(LegacyPlan plan) {
        Set<NaturalKey> keys = new HashSet<>();
        plan.newProducts()
                .forEach(made -> assertThat(keys.add(made.draft().naturalKey())).isTrue());
        for (Conflict conflict : plan.all(Conflict.class)) {
            assertThat(keys).doesNotContain(conflict.draft().naturalKey());
            assertThat(conflict.clashes()).isNotEmpty();
            assertThat(conflict.clashes())
                    .allSatisfy(clash -> assertThat(clash.differences()).isNotEmpty());
        }
    }

    private static void assertRepeatable(Sheet table, LegacyPlan first) {
        LegacyPlan second = plan(table, LegacyImports.imported(first));
        assertThat(second.newProducts()).isEmpty();
        for (int i = 0; i < first.outcomes().size(); i++) {
            LegacyOutcome before = first.outcomes().get(i);
            Class<?> expected =
                    before instanceof New || before instanceof Duplicate ? Unchanged.class : before.getClass();
            assertThat(second.outcomes().get(i)).isInstanceOf(expected);
        }
    }

    private static LegacyPlan plan(Sheet table, ExistingCatalog existing) {
        AtomicLong ids = new AtomicLong();
        return LegacyPlan.of(
                table,
                LegacyMapping.of(table.columns(), Map.of(), Map.of()),
                existing,
                () -> new UUID(1, ids.incrementAndGet()));
    }

    private static Sheet table(Random random) {
        List<SheetRow> rows = new ArrayList<>();
        int last = 1 + random.nextInt(30);
        for (int number = 2; number <= last; number++) {
            List<String> cells = new ArrayList<>();
            for (String column : COLUMNS) {
                cells.add(cell(column, random));
            }
            rows.add(new SheetRow(number, cells));
        }
        return new Sheet(COLUMNS, rows);
    }

    private static String cell(String column, Random random) {
        List<String> words = switch (column) {
            case "id" -> random.nextInt(3) > 0 ? List.of("") : List.of("7", "8");
            case "lender" -> random.nextInt(15) == 0 ? List.of(" ") : List.of("Ana", "ANA ", "日本");
            case "name" -> List.of("Flex Line", "flex  line", "A+ 1.5", "A 15");
            case "description" -> List.of("", "x; y", " é ");
            case "colour" -> List.of("", "", "", "blue");
            default -> {
                Map<String, String> known = CELLS.getOrDefault(column, Map.of());
                boolean messy = random.nextInt(15) == 0;
                yield known.keySet().stream()
                        .filter(word -> messy || !"".equals(known.get(word)))
                        .sorted()
                        .toList();
            }
        };
        boolean optional = MEMBERS.containsKey(column) && random.nextInt(15) == 0;
        return optional ? "" : words.get(random.nextInt(words.size()));
    }
}
