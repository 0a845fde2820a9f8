package dev.lendersync.staff.legacy;

import dev.lendersync.staff.products.ProductDraft;
import dev.lendersync.staff.sheets.SheetRow;
import java.util.List;
import java.util.UUID;

/// What an import would do with one row.
public sealed interface LegacyOutcome {
    SheetRow row();

    /// The product is made.
    record New(SheetRow row, String lenderName, ProductDraft draft) implements LegacyOutcome {}

    /// The product is there with just this content; nothing is done.
    record Unchanged(SheetRow row, UUID productId) implements LegacyOutcome {}

    /// An earlier row says exactly the same; nothing is done.
    record Duplicate(SheetRow row, int earlierRow) implements LegacyOutcome {}

    /// Another row or product has the same natural key and another content: a person decides, nothing is done.
    record Conflict(SheetRow row, String lenderName, ProductDraft draft, List<Clash> clashes) implements LegacyOutcome {
        public Conflict {
            clashes = List.copyOf(clashes);
        }
    }

    /// The row can't be read as a product; nothing is done.
    record Problem(SheetRow row, List<CellProblem> problems) implements LegacyOutcome {
        public Problem {
            problems = List.copyOf(problems);
        }
    }

    /// @param with `row 12` or `product <id>`
    record Clash(String with, List<Difference> differences) {
        public Clash {
            differences = List.copyOf(differences);
        }
    }

    /// A member in which two products differ, both values as JSON.
    record Difference(String member, String mine, String theirs) {}

    /// @param column of the cell; empty when the row lacks one
    /// @param value of the cell, as it was found
    record CellProblem(String column, String value, String why) {}
}
