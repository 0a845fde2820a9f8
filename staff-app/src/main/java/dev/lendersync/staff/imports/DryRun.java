package dev.lendersync.staff.imports;

import dev.lendersync.staff.imports.Matches.Match;
import dev.lendersync.staff.imports.Matches.Wanted;
import dev.lendersync.staff.imports.RowOutcome.Kind;
import dev.lendersync.staff.sheets.RowBody;
import dev.lendersync.staff.sheets.SheetRow;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Finds what an import would do, row by row, against the catalog as one transaction sees it. Changes nothing.
///
/// A row means the product of its id, else the one of its natural key, else a new one. Blocks; confined to one thread.
final class DryRun {
    private static final Set<String> KEY_MEMBERS =
            Set.of("/lenderId", "/name", "/country", "/category", "/amountMin", "/amountMax");

    /// The row that spoke of a product first, and what it said.
    private record Seen(int row, UUID content) {}

    /// A row that would take the natural key of a product, unless another row moves that one away.
    private record Taking(RowOutcome outcome, ObjectNode holder) {}

    private final SqlConnection sql;
    private final Mapping mapping;
    private final ImportLenders lenders;
    private final Composition composition;
    private final Map<UUID, Seen> products = new HashMap<>();
    private final Map<String, Seen> keys = new HashMap<>();
    private final Set<UUID> movedAway = new HashSet<>();
    private final List<Taking> taking = new ArrayList<>();

    /// @param sql a transaction of one snapshot
    DryRun(SqlConnection sql, Mapping mapping) {
        this.sql = sql;
        this.mapping = mapping;
        this.lenders = new ImportLenders(sql, mapping.createLenders());
        this.composition = new Composition(mapping.covered());
    }

    /// Checks some rows; those of a file one after the other. Those that depend on later ones come with [#rest].
    List<RowOutcome> check(List<SheetRow> sheetRows) {
        List<ReadRow> rows =
                sheetRows.stream().map(row -> ReadRow.of(mapping, row)).toList();
        findLenders(rows);
        List<Match> matches = Matches.find(
                sql,
                rows.stream()
                        .map(row -> new Wanted(row.id(), row.cells().members()))
                        .toList());
        List<RowOutcome> outcomes = new ArrayList<>();
        List<RowOutcome> takers = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            RowOutcome outcome = outcome(rows.get(i), matches.get(i));
            (takesKey(outcome, rows.get(i), matches.get(i)) ? takers : outcomes).add(outcome);
        }
        findHolders(takers, outcomes);
        return outcomes;
    }

    /// The lenders that the rows so far would add.
    ArrayNode newLenders() {
        return lenders.added();
    }

    private void findLenders(List<ReadRow> rows) {
        lenders.resolve(rows.stream().flatMap(row -> row.lenderName().stream()).toList());
        for (ReadRow row : rows) {
            row.lenderName().ifPresent(name -> {
                switch (lenders.find(name)) {
                    case ImportLenders.Found.Known(UUID id) -> row.setLender(id);
                    case ImportLenders.Found.Unfit(String why) ->
                        row.cells().fault(row.cells().source("lender").orElseThrow(), why);
                }
            });
        }
    }

    private RowOutcome outcome(ReadRow row, Match match) {
        @Nullable ObjectNode existing = match.product();
        if (row.id() != null && existing == null) {
            return invalid(row, "names no product; leave the id blank for a new one");
        }
        Optional<ObjectNode> draft = composition.draft(row, existing);
        if (draft.isEmpty() || !row.cells().faults().isEmpty()) {
            return of(row, Kind.INVALID, existing, null);
        }
        Seen seen = new Seen(row.number(), content(draft.get()));
        Optional<Seen> earlier = existing == null
                ? Optional.ofNullable(match.key()).map(key -> keys.putIfAbsent(key, seen))
                : Optional.ofNullable(products.putIfAbsent(ImportStore.id(existing), seen));
        if (earlier.isPresent()) {
            return repeated(row, existing, earlier.get(), seen);
        }
        if (existing == null) {
            return of(row, Kind.NEW, null, draft.get());
        }
        boolean same = Composition.changes(existing, draft.get()).isEmpty();
        return of(row, same ? Kind.UNCHANGED : Kind.CHANGED, existing, draft.get());
    }

    private static RowOutcome repeated(ReadRow row, @Nullable ObjectNode existing, Seen earlier, Seen now) {
        boolean same = earlier.content().equals(now.content());
        note(
                row,
                same
                        ? "says the same as row " + earlier.row()
                        : "is the same product as row " + earlier.row()
                                + ", but says something else; leave one of the two out");
        return of(row, same ? Kind.UNCHANGED : Kind.CONFLICT, existing, null);
    }

    private static RowOutcome invalid(ReadRow row, String why) {
        row.cells().fault(row.cells().source(Mapping.ID).orElseThrow(), why);
        return of(row, Kind.INVALID, null, null);
    }

    private static RowOutcome of(ReadRow row, Kind kind, @Nullable ObjectNode existing, @Nullable ObjectNode draft) {
        String name = row.cells().members().path("name").asString("");
        String known = existing == null ? "" : existing.path("name").asString();
        return new RowOutcome(
                row.number(),
                kind,
                draft != null ? draft.path("name").asString() : name.isEmpty() ? known : name,
                existing == null ? null : ImportStore.id(existing),
                existing == null ? 0 : existing.path("revision").asLong(),
                existing == null || draft == null ? ImportStore.array() : Composition.changes(existing, draft),
                Composition.problems(row),
                kind == Kind.UNCHANGED ? null : draft);
    }

    private static void note(ReadRow row, String why) {
        row.cells().fault(new RowBody.Source(RowBody.NO_COLUMN, "", "", false), "the row " + why);
    }

    /// Whether a product that is there gets another natural key, or comes back to its own from the archive.
    private boolean takesKey(RowOutcome outcome, ReadRow row, Match match) {
        if (outcome.kind() != Kind.CHANGED || row.id() == null || match.product() == null || outcome.draft() == null) {
            return false;
        }
        boolean wasArchived = isArchived(match.product());
        boolean isArchived = isArchived(outcome.draft());
        boolean moves = StreamSupport.stream(outcome.changes().spliterator(), false)
                .anyMatch(change -> KEY_MEMBERS.contains(change.path("field").asString()));
        if (!wasArchived && (moves || isArchived)) {
            movedAway.add(row.id());
        }
        return !isArchived && (moves || wasArchived);
    }

    private static boolean isArchived(ObjectNode product) {
        return product.path("status").asString().equals("ARCHIVED");
    }

    private void findHolders(List<RowOutcome> takers, List<RowOutcome> outcomes) {
        List<Wanted> wanted = takers.stream()
                .map(taker -> new Wanted(null, Objects.requireNonNull(taker.draft())))
                .toList();
        List<Match> holders = Matches.find(sql, wanted);
        for (int i = 0; i < takers.size(); i++) {
            RowOutcome taker = takers.get(i);
            Match match = holders.get(i);
            @Nullable ObjectNode holder = match.product();
            Seen seen = new Seen(taker.row(), content(Objects.requireNonNull(taker.draft())));
            @Nullable Seen earlier = match.key() == null ? null : keys.putIfAbsent(match.key(), seen);
            boolean held = holder != null
                    && !isArchived(holder)
                    && !ImportStore.id(holder).equals(taker.productId());
            if (earlier != null) {
                outcomes.add(
                        conflict(taker, "the row would make the product the same as row " + earlier.row() + " does"));
            } else if (held) {
                taking.add(new Taking(taker, Objects.requireNonNull(holder)));
            } else {
                outcomes.add(taker);
            }
        }
    }

    /// Those that were waiting for the end of the file.
    List<RowOutcome> rest() {
        return taking.stream()
                .map(each -> movedAway.contains(ImportStore.id(each.holder()))
                        ? each.outcome()
                        : conflict(
                                each.outcome(),
                                "the row would make the product the same as \""
                                        + each.holder().path("name").asString() + "\" of "
                                        + each.holder().path("lenderName").asString() + " ("
                                        + each.holder().path("id").asString() + ")"))
                .toList();
    }

    private static RowOutcome conflict(RowOutcome outcome, String why) {
        ArrayNode problems = outcome.problems().deepCopy();
        problems.addObject()
                .putNull("column")
                .putNull("cell")
                .put("detail", why)
                .putNull("value");
        return new RowOutcome(
                outcome.row(),
                Kind.CONFLICT,
                outcome.name(),
                outcome.productId(),
                outcome.revision(),
                outcome.changes(),
                problems,
                null);
    }

    /// Tells what two rows say apart without keeping it.
    private static UUID content(ObjectNode draft) {
        return UUID.nameUUIDFromBytes(draft.toString().getBytes(StandardCharsets.UTF_8));
    }
}
