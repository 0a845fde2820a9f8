package dev.lendersync.staff.legacy;

import dev.lendersync.staff.legacy.LegacyMapping.Column;
import dev.lendersync.staff.legacy.LegacyOutcome.CellProblem;
import dev.lendersync.staff.legacy.LegacyOutcome.Clash;
import dev.lendersync.staff.legacy.LegacyOutcome.Conflict;
import dev.lendersync.staff.legacy.LegacyOutcome.Duplicate;
import dev.lendersync.staff.legacy.LegacyOutcome.New;
import dev.lendersync.staff.legacy.LegacyOutcome.Problem;
import dev.lendersync.staff.legacy.LegacyOutcome.Unchanged;
import dev.lendersync.staff.products.ProductDraft;
import dev.lendersync.staff.products.Quoted;
import dev.lendersync.staff.sheets.ColumnMember;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A plan as text for a terminal: counts first, then what needs a person, then what would come in. The same plan gives
/// the same text. A section shows at most [#MAX_LINES] lines.
public final class LegacyReport {
    public static final int MAX_LINES = 1000;

    private final StringBuilder out = new StringBuilder();

    private LegacyReport() {}

    /// The text, ending with a line break.
    public static String of(LegacyPlan plan) {
        return new LegacyReport().render(plan);
    }

    private String render(LegacyPlan plan) {
        out.append(plan.outcomes().size()).append(" rows\n");
        count("new", plan.all(New.class));
        count("unchanged", plan.all(Unchanged.class));
        count("duplicate", plan.all(Duplicate.class));
        count("conflict", plan.all(Conflict.class));
        count("problem", plan.all(Problem.class));
        section(
                "Columns",
                plan.mapping().columns().stream().map(LegacyReport::column).toList());
        section(
                "Defaults",
                plan.mapping().defaults().entrySet().stream()
                        .map(entry -> entry.getKey().member() + " = " + Quoted.text(entry.getValue()))
                        .toList());
        section("Warnings", plan.warnings());
        section(
                "Problems",
                plan.all(Problem.class).stream()
                        .flatMap(p -> problem(p).stream())
                        .toList());
        section(
                "Conflicts",
                plan.all(Conflict.class).stream()
                        .flatMap(c -> conflict(c).stream())
                        .toList());
        section(
                "Duplicates",
                plan.all(Duplicate.class).stream().map(LegacyReport::duplicate).toList());
        section(
                "New lenders",
                plan.newLenders().stream().map(l -> Quoted.text(l.name())).toList());
        section(
                "New products",
                plan.all(New.class).stream().map(LegacyReport::product).toList());
        out.append('\n').append(verdict(plan)).append('\n');
        return out.toString();
    }

    private void count(String what, List<?> outcomes) {
        out.append(String.format(Locale.ROOT, "  %-10s %6d\n", what, outcomes.size()));
    }

    private void section(String title, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        out.append('\n').append(title).append('\n');
        lines.stream()
                .limit(MAX_LINES)
                .forEach(line -> out.append("  ").append(line).append('\n'));
        if (lines.size() > MAX_LINES) {
            out.append("  … and ").append(lines.size() - MAX_LINES).append(" more\n");
        }
    }

    private static String column(Column column) {
        ColumnMember member = column.member();
        String use = column.leftOut() ? "left out" : "kept in internalNotes";
        return Quoted.text(column.header()) + " -> " + (member == null ? use : member.member());
    }

    private static List<String> problem(Problem row) {
        List<String> lines = new ArrayList<>();
        for (CellProblem problem : row.problems()) {
            String cell = problem.column().isEmpty()
                    ? ""
                    : ", " + Quoted.text(problem.column()) + ": " + Quoted.text(problem.value());
            lines.add("row " + row.row().number() + cell + ": " + problem.why());
        }
        return lines;
    }

    private static List<String> conflict(Conflict row) {
        List<String> lines = new ArrayList<>();
        for (Clash clash : row.clashes()) {
            String differences = clash.differences().stream()
                    .map(d -> d.member() + " " + shown(d.mine()) + " / " + shown(d.theirs()))
                    .collect(Collectors.joining(", "));
            lines.add("row " + row.row().number() + " " + name(row.lenderName(), row.draft()) + " is also "
                    + clash.with() + "; different: " + differences);
        }
        return lines;
    }

    private static String duplicate(Duplicate row) {
        return "row " + row.row().number() + " says the same as row " + row.earlierRow();
    }

    private static String product(New row) {
        return "row " + row.row().number() + " " + name(row.lenderName(), row.draft()) + " "
                + row.draft().status();
    }

    private static String name(String lender, ProductDraft draft) {
        return Quoted.text(lender) + " " + Quoted.text(draft.name()) + " " + draft.category() + " " + draft.country()
                + " " + amount(draft.amountMin()) + " to " + amount(draft.amountMax());
    }

    private static String amount(@Nullable BigDecimal amount) {
        return amount == null ? "not stated" : amount.toPlainString();
    }

    private static String shown(String json) {
        String text = Quoted.text(json);
        return text.substring(1, text.length() - 1);
    }

    private static String verdict(LegacyPlan plan) {
        if (!plan.isClean()) {
            return "Nothing can be imported before the problems and conflicts are settled.";
        }
        long count = plan.newProducts().count();
        return count == 0 ? "There is nothing to import." : "Products that can be imported: " + count + ".";
    }
}
