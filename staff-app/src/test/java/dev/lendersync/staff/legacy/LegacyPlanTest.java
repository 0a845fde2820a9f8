package dev.lendersync.staff.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.staff.legacy.LegacyOutcome.CellProblem;
import dev.lendersync.staff.legacy.LegacyOutcome.Clash;
import dev.lendersync.staff.legacy.LegacyOutcome.Conflict;
import dev.lendersync.staff.legacy.LegacyOutcome.Difference;
import dev.lendersync.staff.legacy.LegacyOutcome.Duplicate;
import dev.lendersync.staff.legacy.LegacyOutcome.New;
import dev.lendersync.staff.legacy.LegacyOutcome.Problem;
import dev.lendersync.staff.legacy.LegacyOutcome.Unchanged;
import dev.lendersync.staff.products.NaturalKey;
import dev.lendersync.staff.products.ProductDraft;
import dev.lendersync.staff.products.ProductJson;
import dev.lendersync.staff.reference.LenderStatus;
import dev.lendersync.staff.reference.ProductStatus;
import dev.lendersync.staff.sheets.ColumnMember;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegacyPlanTest {
    private static final Map<String, String> TIER_DEFAULTS = Map.of("rateKind", "APR", "requiresReceivables", "no");
    private static final Map<String, String> SWITCH_MAPS = Map.of("factor rate", "rate", "updated_at", "-");
    private static final Map<String, String> SWITCH_DEFAULTS =
            Map.of("rateKind", "FACTOR", "requiresReceivables", "no", "country", "CA");

    @Test
    void tiersAndTwinsAreToldApartDuplicatesAndConflictsAreNot() throws IOException {
        LegacyPlan plan = LegacyImports.plan(LegacyFiles.TIERS, Map.of(), TIER_DEFAULTS);
        assertThat(plan.all(Problem.class)).isEmpty();
        assertThat(plan.outcomes()).hasSize(42);
        assertThat(keys(plan)).hasSize(40);
        assertThat(plan.all(New.class)).hasSize(39);
        assertThat(plan.all(Duplicate.class)).singleElement().satisfies(duplicate -> {
            assertThat(duplicate.row().number()).isEqualTo(43);
            assertThat(duplicate.earlierRow()).isEqualTo(29);
        });
        List<Conflict> conflicts = plan.all(Conflict.class);
        assertThat(conflicts).extracting(conflict -> conflict.row().number()).containsExactly(2, 42);
        assertThat(conflicts.getFirst().clashes())
                .containsExactly(new Clash(
                        "row 42",
                        List.of(
                                new Difference("name", "\"Flex Line\"", "\"FLEX LINE\""),
                                new Difference("rateMin", "\"18.9900\"", "\"17.9900\""),
                                new Difference("rateMax", "\"18.9900\"", "\"17.9900\""))));
        assertThat(plan.isClean()).isFalse();
        assertThat(plan.newLenders())
                .hasSize(10)
                .extracting(LegacyPlan.NewLender::name)
                .contains("日本ファイナンス");
    }

    @Test
    void oldIdsAndTwoSwitchesForOneFactComeIn() throws IOException {
        LegacyPlan plan = LegacyImports.plan(LegacyFiles.SWITCHES, SWITCH_MAPS, SWITCH_DEFAULTS);
        assertThat(plan.all(Problem.class)).isEmpty();
        assertThat(plan.outcomes()).hasSize(34);
        assertThat(keys(plan)).hasSize(33);
        assertThat(plan.all(New.class)).hasSize(32);
        assertThat(plan.all(Conflict.class)).extracting(c -> c.row().number()).containsExactly(23, 35);
        ProductDraft first = plan.all(New.class).getFirst().draft();
        assertThat(first.status()).isEqualTo(ProductStatus.ARCHIVED);
        assertThat(first.rateMin()).isEqualTo(new BigDecimal("1.1000"));
        assertThat(first.internalNotes()).isEqualTo("id: 1000");
        assertThat(plan.warnings())
                .containsExactly(
                        "column \"id\" fits no member; it is kept in internalNotes: cells with content: 34",
                        "column \"updated_at\" is left out as asked: cells with content: 34");
    }

    @Test
    void mistakes4And8NothingIsAssumedWithoutADefault() throws IOException {
        LegacyPlan plan = LegacyImports.plan(LegacyFiles.SWITCHES, Map.of("factor rate", "rate"), Map.of());
        assertThat(plan.all(Problem.class)).hasSize(34);
        assertThat(plan.all(Problem.class).getFirst().problems())
                .extracting(CellProblem::why)
                .containsExactly(
                        "country is not stated; say which column holds it (--map) or what it is (--default)",
                        "rateKind is not stated; say which column holds it (--map) or what it is (--default)",
                        "requiresReceivables is not stated; say which column holds it (--map) or what it is (--default)");
        assertThat(plan.newLenders()).isEmpty();
    }

    @Test
    void everyCellWithContentIsInTheProductThatItsRowMakes() throws IOException {
        assertNothingLost(LegacyImports.plan(LegacyFiles.TIERS, Map.of(), TIER_DEFAULTS));
        assertNothingLost(LegacyImports.plan(LegacyFiles.SWITCHES, SWITCH_MAPS, SWITCH_DEFAULTS));
    }

    private static void assertNothingLost(LegacyPlan plan) {
        Map<ColumnMember, List<String>> ends = Map.of(
                ColumnMember.LENDER, List.of("lenderId"),
                ColumnMember.RATE, List.of("rateMin", "rateMax"));
        for (LegacyOutcome outcome : plan.outcomes()) {
            LegacyImports.draft(outcome).forEach(draft -> {
                for (int i = 0; i < plan.mapping().columns().size(); i++) {
                    LegacyMapping.Column column = plan.mapping().columns().get(i);
                    String cell = outcome.row().cells().get(i).strip();
                    ColumnMember member = column.member();
                    if (cell.isEmpty() || column.leftOut()) {
                        continue;
                    }
                    if (member == null) {
                        assertThat(draft.internalNotes()).contains(column.header() + ": " + cell);
                    } else {
                        assertThat(ends.getOrDefault(member, List.of(member.member())))
                                .as(column.header())
                                .anyMatch(name ->
                                        !ProductJson.of(draft).path(name).isNull());
                    }
                }
            });
        }
    }

    @Test
    void importingTheSameFileAgainChangesNothing() throws IOException {
        assertRepeatable(LegacyFiles.TIERS, Map.of(), TIER_DEFAULTS);
        assertRepeatable(LegacyFiles.SWITCHES, SWITCH_MAPS, SWITCH_DEFAULTS);
    }

    private static void assertRepeatable(String file, Map<String, String> maps, Map<String, String> defaults)
            throws IOException {
        String settled = LegacyImports.withoutConflicts(file, maps, defaults);
        LegacyPlan first = LegacyImports.plan(settled, maps, defaults);
        assertThat(first.isClean()).isTrue();
        ExistingCatalog imported = LegacyImports.imported(first);
        LegacyPlan second = LegacyImports.plan(settled, maps, defaults, imported);
        assertThat(second.outcomes()).hasSameSizeAs(first.outcomes()).allMatch(o -> o instanceof Unchanged);
        assertThat(second.newLenders()).isEmpty();
        assertThat(LegacyReport.of(LegacyImports.plan(file, maps, defaults)))
                .isEqualTo(LegacyReport.of(LegacyImports.plan(file, maps, defaults)));
    }

    @Test
    void whatStaffChangedSinceIsAConflictAndNeverOverwritten() throws IOException {
        String file = "lender,name,type,country,requires_receivables,status\nAna,Flex,LOC,CA,no,published\n";
        LegacyPlan first = LegacyImports.plan(file, Map.of(), Map.of());
        ExistingCatalog imported = LegacyImports.imported(first);
        LegacyPlan archived = LegacyImports.plan(file.replace("published", "archived"), Map.of(), Map.of(), imported);
        assertThat(archived.all(Conflict.class))
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.clashes())
                        .containsExactly(new Clash(
                                "product " + imported.products().getFirst().id(),
                                List.of(new Difference("status", "\"ARCHIVED\"", "\"PUBLISHED\"")))));
    }

    @Test
    void mistake2TwoColumnsForOneFactMustAgree() throws IOException {
        String head = "lender,name,type,country,requires_receivables,active,status,min_amount,minimum_lending_amount\n";
        LegacyPlan agreeing =
                LegacyImports.plan(head + "Ana,Flex,LOC,CA,no,false,archived,10k,\"10,000.00\"\n", Map.of(), Map.of());
        assertThat(agreeing.all(New.class)).hasSize(1);
        LegacyPlan drifted =
                LegacyImports.plan(head + "Ana,Flex,LOC,CA,no,false,published,10k,\"$11,000\"\n", Map.of(), Map.of());
        assertThat(drifted.all(Problem.class).getFirst().problems())
                .containsExactly(
                        new CellProblem("status", "published", "contradicts the column active, which says \"false\""),
                        new CellProblem(
                                "minimum_lending_amount",
                                "$11,000",
                                "contradicts the column min_amount, which says \"10k\""));
    }

    /// Each line: header | cell | what is said of it, in a row that is fine otherwise.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            min_amount | ten | is no amount such as 10000, $10,000.50, 10k or 1.5M
            max_amount | 1 | must be at least amountMin, which is 5000, was 1
            interest_rate | 250% | must be at most 200 for an APR, was 250
            credit_score | 200 | must be a whole number from 300 to 900, was 200
            docs | Bank statements; Voodoo | has an element that means nothing known: "Voodoo"
            excluded_provinces | QC; ZZ | must be a region of Canada such as CA-AB, was "CA-ZZ"
            """)
    void aCellThatDoesNotParseIsNamed(String header, String cell, String why) throws IOException {
        String amount = header.equals("max_amount") ? "min_amount" : "amount_min";
        String other = header.equals("min_amount") ? "" : "," + amount;
        String file = "lender,name,type,country,requires_receivables," + header + other + "\nAna,Flex,LOC,CA,no,\""
                + cell + "\"" + (other.isEmpty() ? "" : ",5000") + "\n";
        LegacyPlan plan = LegacyImports.plan(file, Map.of(), Map.of("rateKind", "APR"));
        assertThat(plan.all(Problem.class)).singleElement().satisfies(problem -> {
            assertThat(problem.row().number()).isEqualTo(2);
            assertThat(problem.problems()).contains(new CellProblem(header, cell, why));
            assertThat(problem.problems()).allMatch(p -> p.column().equals(header));
        });
    }

    @Test
    void aFactorIsNoPercentage() throws IOException {
        String file = "lender,name,type,country,requires_receivables,rate_min\nAna,Flex,MCA,CA,no,2%\n";
        assertThat(LegacyImports.plan(file, Map.of(), Map.of("rateKind", "FACTOR"))
                        .all(Problem.class)
                        .getFirst()
                        .problems())
                .containsExactly(new CellProblem("rate_min", "2%", "is a percentage, but the rate a factor"));
    }

    @Test
    void lendersAreFoundByTheKeyOfTheirName() throws IOException {
        UUID ana = new UUID(7, 7);
        ExistingCatalog existing = new ExistingCatalog(
                List.of(
                        new ExistingCatalog.Lender(ana, "Ana Capital", LenderStatus.ARCHIVED),
                        new ExistingCatalog.Lender(new UUID(7, 8), "Zed Inc.", LenderStatus.ACTIVE)),
                List.of());
        String file = """
                lender,name,type,country,requires_receivables
                ANA  CAPITAL,Flex,LOC,CA,no
                Ana Capital Inc.,Flex,LOC,CA,no
                x,Flex,LOC,CA,no
                """;
        LegacyPlan plan = LegacyImports.plan(file, Map.of(), Map.of(), existing);
        assertThat(plan.all(New.class)).hasSize(2);
        assertThat(plan.all(New.class).getFirst().draft().lenderId()).isEqualTo(ana);
        assertThat(plan.newLenders()).extracting(LegacyPlan.NewLender::name).containsExactly("Ana Capital Inc.");
        assertThat(plan.all(Problem.class).getFirst().problems())
                .containsExactly(new CellProblem("lender", "x", "must have 2 to 120 characters, had 1"));
        assertThat(plan.warnings())
                .containsExactly(
                        "lender \"Ana Capital\" is written in several ways: Ana Capital / ANA CAPITAL",
                        "lender \"Ana Capital\" is archived: its products stay hidden",
                        "lenders \"Ana Capital\" and \"Ana Capital Inc.\" are nearly equal, but taken for two");
    }

    private static List<NaturalKey> keys(LegacyPlan plan) {
        return plan.outcomes().stream()
                .flatMap(LegacyImports::draft)
                .map(ProductDraft::naturalKey)
                .distinct()
                .toList();
    }
}
