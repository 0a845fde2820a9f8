package dev.lendersync.staff.sheets;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.products.Quoted;
import dev.lendersync.staff.reference.RateKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The members of a product that the cells of one row state, each with the cell that it was read from.
///
/// Confined to one thread.
public final class RowBody {
    /// The column of what no column holds.
    public static final int NO_COLUMN = -1;

    private static final Pattern SHORT_REGION = Pattern.compile("[A-Z]{2}");

    /// Where a member was read.
    ///
    /// @param column from 0, or [#NO_COLUMN] for a default
    /// @param unreadable whether that was noted as a fault already
    public record Source(int column, String header, String cell, boolean unreadable) {}

    /// What is wrong with a cell.
    public record Fault(int column, String header, String cell, String why) {}

    private final ObjectNode members = Json.MAPPER.createObjectNode();
    private final Map<String, Source> sources = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    /// What is stated so far; changes with it.
    public ObjectNode members() {
        return members;
    }

    public List<Fault> faults() {
        return faults;
    }

    public Optional<Source> source(String member) {
        return Optional.ofNullable(sources.get(member));
    }

    public void fault(Source source, String why) {
        faults.add(new Fault(source.column(), source.header(), source.cell(), why));
    }

    /// Reads a cell that is not blank.
    public void read(ColumnMember member, int column, String header, String cell) {
        switch (CellReader.read(member, header, cell)) {
            case ReadCell.Unreadable(String why) -> unreadable(member.member(), column, header, cell, why);
            case ReadCell.States(Map<String, JsonNode> stated) ->
                stated.forEach((name, value) -> state(name, value, new Source(column, header, cell, false)));
        }
    }

    public void unreadable(String member, int column, String header, String cell, String why) {
        Source source = new Source(column, header, cell, true);
        sources.put(member, source);
        fault(source, why);
    }

    private void state(String member, JsonNode value, Source source) {
        JsonNode earlier = members.get(member);
        if (earlier == null) {
            members.set(member, value);
            sources.putIfAbsent(member, source);
        } else if (!earlier.equals(value)) {
            Source other = sources.getOrDefault(member, source);
            fault(source, "contradicts the column " + other.header() + ", which says " + Quoted.text(other.cell()));
        }
    }

    /// What the row means where it states nothing.
    public void otherwise(ColumnMember member, String text, String header) {
        boolean applies = member != ColumnMember.RATE_KIND || members.has("rateMin") || members.has("rateMax");
        if (applies && CellReader.read(member, member.member(), text) instanceof ReadCell.States(var stated)) {
            stated.forEach((name, value) -> {
                if (!sources.containsKey(name)) {
                    members.set(name, value);
                    sources.put(name, new Source(NO_COLUMN, header, text, false));
                }
            });
        }
    }

    /// `QC` in a row of Canada is `CA-QC`.
    public static void lengthenRegions(ObjectNode body) {
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

    /// A factor of 1.2 is no 1.2 %.
    public void refuseFactorInPercent(ObjectNode body) {
        if (!body.path("rateKind").asString("").equals(RateKind.FACTOR.name())) {
            return;
        }
        for (String member : List.of("rateMin", "rateMax")) {
            source(member)
                    .filter(source -> source.cell().contains("%"))
                    .ifPresent(source -> fault(source, "is a percentage, but the rate a factor"));
        }
    }
}
