package dev.lendersync.staff.imports;

import dev.lendersync.protocol.Json;
import dev.lendersync.staff.sheets.ColumnMember;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What each column of a file is taken for, and what is taken where a row says nothing.
///
/// @param columns in the order of the file
/// @param defaults text, read as a cell of that member would be
/// @param createLenders whether lenders that are not there yet are added
record Mapping(List<Column> columns, Map<ColumnMember, String> defaults, boolean createLenders) {
    static final String ID = "id";
    private static final String LENDER = "lenderName";
    private static final Set<String> ID_HEADERS = Set.of("id", "productid");

    /// @param member as [#word] writes it, [#ID], or null when the column is left out
    record Column(int index, String header, @Nullable String member) {
        Optional<ColumnMember> columnMember() {
            return Optional.ofNullable(member).flatMap(Mapping::memberOf);
        }

        boolean isId() {
            return ID.equals(member);
        }
    }

    Mapping {
        columns = List.copyOf(columns);
        Map<ColumnMember, String> sorted = new EnumMap<>(ColumnMember.class);
        sorted.putAll(defaults);
        defaults = sorted;
    }

    /// Recognises columns by their headers. Of several that would be one text, the first is taken.
    static Mapping guess(List<String> headers) {
        Set<String> taken = new HashSet<>();
        List<Column> columns = new ArrayList<>();
        for (int index = 0; index < headers.size(); index++) {
            String header = headers.get(index);
            Optional<String> member = guess(header);
            boolean free = member.isPresent() && (!isText(member.get()) || taken.add(member.get()));
            columns.add(new Column(index, header, free ? member.get() : null));
        }
        return new Mapping(columns, Map.of(), false);
    }

    private static Optional<String> guess(String header) {
        String folded = Normalizer.normalize(header, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]", "");
        return ID_HEADERS.contains(folded)
                ? Optional.of(ID)
                : ColumnMember.guess(header).map(Mapping::word);
    }

    /// Two numbers or codes can be compared, and must agree; two texts can't.
    static boolean isText(String member) {
        return member.equals(ID)
                || memberOf(member).filter(ColumnMember::isSingle).isPresent()
                || member.equals(ColumnMember.INTERNAL_NOTES.member());
    }

    /// The word for a member: the product's own, `lenderName`, or `amount`, `rate`, `term` for ranges.
    static String word(ColumnMember member) {
        return member == ColumnMember.LENDER ? LENDER : member.member();
    }

    static Optional<ColumnMember> memberOf(String word) {
        return word.equals(LENDER)
                ? Optional.of(ColumnMember.LENDER)
                : ColumnMember.of(word).filter(member -> member != ColumnMember.LENDER);
    }

    /// The members of a product that the columns speak of: what a blank cell there takes away.
    Set<String> covered() {
        Set<String> covered = new HashSet<>();
        for (Column column : columns) {
            column.columnMember().ifPresent(member -> covered.addAll(members(member)));
        }
        return covered;
    }

    private static List<String> members(ColumnMember member) {
        return switch (member) {
            case LENDER -> List.of("lenderId");
            case AMOUNT -> List.of("amountMin", "amountMax");
            case RATE -> List.of("rateMin", "rateMax");
            case TERM -> List.of("termMinMonths", "termMaxMonths");
            default -> List.of(member.member());
        };
    }

    /// `{"columns":{"0":"/name","1":null},"defaults":{"country":"CA"},"createLenders":false}`
    ObjectNode json() {
        ObjectNode json = Json.MAPPER.createObjectNode();
        ObjectNode members = json.putObject("columns");
        columns.forEach(column ->
                members.put(Integer.toString(column.index()), column.member() == null ? null : "/" + column.member()));
        ObjectNode otherwise = json.putObject("defaults");
        defaults.forEach((member, text) -> otherwise.put(word(member), text));
        return json.put("createLenders", createLenders);
    }
}
