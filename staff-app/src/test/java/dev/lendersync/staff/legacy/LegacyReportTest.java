package dev.lendersync.staff.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LegacyReportTest {
    @Test
    void readsTopDown() throws IOException {
        String file = """
                id,lender,name,type,country,min_amount,colour
                1,Ana,Flex,LOC,CA,5k,red
                ,Ana,Flex,LOC,CA,10k,
                ,Ana,Flex,LOC,CA,"10,000",
                ,Ana,Flex,LOC,US,ten,
                ,Ana,Line,LOC,US,,
                2,Ana,Line,LOC,US,,
                """;
        LegacyPlan plan = LegacyImports.plan(file, Map.of("colour", "-"), Map.of("requiresReceivables", "no"));
        assertThat(LegacyReport.of(plan)).isEqualTo("""
                6 rows
                  new             2
                  unchanged       0
                  duplicate       1
                  conflict        2
                  problem         1

                Columns
                  "id" -> kept in internalNotes
                  "lender" -> lender
                  "name" -> name
                  "type" -> category
                  "country" -> country
                  "min_amount" -> amountMin
                  "colour" -> left out

                Defaults
                  requiresReceivables = "no"

                Warnings
                  column "id" fits no member; it is kept in internalNotes: cells with content: 2
                  column "colour" is left out as asked: cells with content: 1

                Problems
                  row 5, "min_amount": "ten": is no amount such as 10000, $10,000.50, 10k or 1.5M

                Conflicts
                  row 6 "Ana" "Line" LINE_OF_CREDIT US not stated to not stated is also row 7; different: internalNotes null / "id: 2"
                  row 7 "Ana" "Line" LINE_OF_CREDIT US not stated to not stated is also row 6; different: internalNotes "id: 2" / null

                Duplicates
                  row 4 says the same as row 3

                New lenders
                  "Ana"

                New products
                  row 2 "Ana" "Flex" LINE_OF_CREDIT CA 5000.00 to not stated DRAFT
                  row 3 "Ana" "Flex" LINE_OF_CREDIT CA 10000.00 to not stated DRAFT

                Nothing can be imported before the problems and conflicts are settled.
                """);
    }

    @Test
    void saysWhenThereIsSomethingOrNothingToImport() throws IOException {
        String file = "lender,name,type,country,requires_receivables\nAna,Flex,LOC,CA,no\n";
        LegacyPlan plan = LegacyImports.plan(file, Map.of(), Map.of());
        assertThat(LegacyReport.of(plan)).endsWith("\nProducts that can be imported: 1.\n");
        LegacyPlan again = LegacyImports.plan(file, Map.of(), Map.of(), LegacyImports.imported(plan));
        assertThat(LegacyReport.of(again)).endsWith("\nThere is nothing to import.\n");
    }

    @Test
    void aSectionIsLimitedAndControlCharactersAreNotPrinted() throws IOException {
        String rows = "\u001b[31m,Flex,LOC\n".repeat(LegacyReport.MAX_LINES);
        LegacyPlan plan = LegacyImports.plan("lender,name,type\n" + rows, Map.of("type", "country"), Map.of());
        assertThat(LegacyReport.of(plan))
                .contains("  … and " + LegacyReport.MAX_LINES * 2 + " more\n")
                .doesNotContain("\u001b");
    }
}
