package dev.lendersync.staff.legacy;

import static java.util.Objects.requireNonNull;

import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.Problem.FieldError;
import dev.lendersync.staff.legacy.LegacyLenders.Found;
import dev.lendersync.staff.legacy.LegacyMapping.Column;
import dev.lendersync.staff.legacy.LegacyOutcome.CellProblem;
import dev.lendersync.staff.products.ProductDraft;
import dev.lendersync.staff.products.ProductReader;
import dev.lendersync.staff.products.Quoted;
import dev.lendersync.staff.products.Reading;
import dev.lendersync.staff.reference.RateKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads one row as a product: cell by cell, then the whole with the rules that hold for every product.
final class LegacyRowReader {
    private static final Pattern SHORT_REGION = Pattern.compile("[A-Z]{2}");

    /// A product and the name of its lender, or everything that is wrong with the row.
    sealed interface ReadRow {
        record Product(LegacyRow row, String lenderName, ProductDraft draft) implements ReadRow {}

        record Wrong(LegacyRow row, List<CellProblem> problems) implements ReadRow {}
    }

    /// Where a member was read.
    ///
    /// @param unreadable whether that was noted as a problem already
    private record Source(String column, String cell, boolean unreadable) {}

    private final LegacyMapping mapping;
    private final LegacyLenders lenders;
    private final LegacyRow row;
    private final ObjectNode body = Json.MAPPER.createObjectNode();
    private final Map<String, Source> sources = new HashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final List<CellProblem> problems = new ArrayList<>();

    private LegacyRowReader(LegacyMapping mapping, LegacyLenders lenders, LegacyRow row) {
        this.mapping = mapping;
        this.lenders = lenders;
        this.row = row;
    }

    static ReadRow read(LegacyMapping mapping, LegacyLenders lenders, LegacyRow row) {
        return new LegacyRowReader(mapping, lenders, row).read();
    }

    private ReadRow read() {
        for (int i = 0; i < mapping.columns().size(); i++) {
            Column column = mapping.columns().get(i);
            String cell = row.cells().get(i);
            if (!column.leftOut() && !cell.isBlank()) {
                readCell(column, cell);
            }
        }
        mapping.defaults().forEach(this::applyDefault);
        lengthenRegions();
        refuseFactorInPercent();
        String lenderName = findLender();
        if (!notes.isEmpty()) {
            body.put("internalNotes", String.join("\n", notes));
        }
        return switch (ProductReader.read(body)) {
            case Reading.Valid<ProductDraft>(ProductDraft draft)
            when problems.isEmpty() -> new ReadRow.Product(row, lenderName, draft);
            case Reading.Valid<ProductDraft> _ -> new ReadRow.Wrong(row, problems);
            case Reading.Invalid<ProductDraft>(List<FieldError> errors) -> {
                errors.forEach(this::addRuleBroken);
                yield new ReadRow.Wrong(row, problems);
            }
        };
    }

    private void readCell(Column column, String cell) {
        LegacyMember member = column.member();
        if (member == null || member == LegacyMember.INTERNAL_NOTES) {
            boolean isNote = member != null && member.rank(column.header()) >= 0;
            notes.add(isNote ? cell.strip() : column.header() + ": " + cell.strip());
            return;
        }
        switch (CellReader.read(member, column.header(), cell)) {
            case ReadCell.Unreadable(String why) -> {
                sources.put(member.member(), new Source(column.header(), cell, true));
                problems.add(new CellProblem(column.header(), cell, why));
            }
            case ReadCell.States(Map<String, JsonNode> members) ->
                members.forEach((name, value) -> state(name, value, new Source(column.header(), cell, false)));
        }
    }

    private void state(String member, JsonNode value, Source source) {
        JsonNode earlier = body.get(member);
        if (earlier == null) {
            body.set(member, value);
            sources.putIfAbsent(member, source);
        } else if (!earlier.equals(value)) {
            Source other = sources.getOrDefault(member, source);
            problems.add(new CellProblem(
                    source.column(),
                    source.cell(),
                    "contradicts the column " + other.column() + ", which says " + Quoted.text(other.cell())));
        }
    }

    private void applyDefault(LegacyMember member, String text) {
        boolean applies = member != LegacyMember.RATE_KIND || body.has("rateMin") || body.has("rateMax");
        if (applies && CellReader.read(member, member.member(), text) instanceof ReadCell.States(var members)) {
            members.forEach((name, value) -> {
                if (!sources.containsKey(name)) {
                    body.set(name, value);
                    sources.put(name, new Source("--default " + member.member(), text, false));
                }
            });
        }
    }

    /// `QC` in a row of Canada is `CA-QC`.
    private void lengthenRegions() {
        String country = body.path("country").asString("");
        if (country.isEmpty() || !(body.get("regionsExcluded") instanceof ArrayNode regions)) {
            return;
        }
        for (int i = 0; i < regions.size(); i++) {
            String region = regions.get(i).asString("");
            if (SHORT_REGION.matcher(region).matches()) {
                regions.set(i, country + "-" + region);
            }
        }
    }

    private void refuseFactorInPercent() {
        if (!body.path("rateKind").asString("").equals(RateKind.FACTOR.name())) {
            return;
        }
        for (String member : List.of("rateMin", "rateMax")) {
            Source source = sources.get(member);
            if (source != null && source.cell().contains("%")) {
                problems.add(new CellProblem(source.column(), source.cell(), "is a percentage, but the rate a factor"));
            }
        }
    }

    /// Puts the lender's id in its name's place.
    private String findLender() {
        JsonNode name = body.remove("lender");
        if (name == null) {
            problems.add(missing("lender"));
            return "";
        }
        return switch (lenders.find(name.asString(""))) {
            case Found.Known(LegacyLenders.Lender lender) -> {
                body.put("lenderId", lender.id().toString());
                yield lender.name();
            }
            case Found.Unfit(String why) -> {
                Source source = requireNonNull(sources.get("lender"));
                problems.add(new CellProblem(source.column(), source.cell(), why));
                yield "";
            }
        };
    }

    private void addRuleBroken(FieldError error) {
        String member = error.pointer().split("/", 3)[1];
        Source source = sources.get(member);
        boolean reported = member.equals("lenderId") || (source != null && source.unreadable());
        if (reported) {
            return;
        }
        if (source != null) {
            problems.add(new CellProblem(source.column(), source.cell(), error.detail()));
        } else if (member.equals("internalNotes")) {
            problems.add(new CellProblem("", "", "the columns kept in internalNotes: " + error.detail()));
        } else {
            problems.add(missing(member));
        }
    }

    private static CellProblem missing(String member) {
        return new CellProblem(
                "", "", member + " is not stated; say which column holds it (--map) or what it is (--default)");
    }
}
