package dev.lendersync.staff.legacy;

import dev.lendersync.staff.legacy.LegacyOutcome.Conflict;
import dev.lendersync.staff.legacy.LegacyOutcome.New;
import dev.lendersync.staff.legacy.LegacyOutcome.Problem;
import dev.lendersync.staff.sheets.Sheet;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What an import would do: the dry run. Nothing is changed by making one, and the same table against the same catalog
/// gives the same plan, but for the ids of new lenders.
///
/// @param outcomes one for each row that is not blank, in the order of the table
/// @param newLenders those that the new products need, to be made before them under just these ids
/// @param warnings what a person should look at; none stops the import
public record LegacyPlan(
        LegacyMapping mapping, List<LegacyOutcome> outcomes, List<NewLender> newLenders, List<String> warnings) {

    public record NewLender(UUID id, String name) {}

    public LegacyPlan {
        outcomes = List.copyOf(outcomes);
        newLenders = List.copyOf(newLenders);
        warnings = List.copyOf(warnings);
    }

    /// Plans the import of a table.
    ///
    /// @param lenderIds the ids of lenders to be made
    public static LegacyPlan of(
            Sheet table, LegacyMapping mapping, ExistingCatalog existing, Supplier<UUID> lenderIds) {
        return new LegacyPlanner(table, mapping, existing, lenderIds).plan();
    }

    /// Whether every row can come in or is there already. An import is all or nothing: it takes place only then.
    public boolean isClean() {
        return outcomes.stream().noneMatch(outcome -> outcome instanceof Conflict || outcome instanceof Problem);
    }

    /// The outcomes of one kind.
    public <O extends LegacyOutcome> List<O> all(Class<O> kind) {
        return outcomes.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /// The products to be made.
    public Stream<New> newProducts() {
        return all(New.class).stream();
    }
}
