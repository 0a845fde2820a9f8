package dev.lendersync.staff.legacy;

import dev.lendersync.staff.sheets.CellReader;
import dev.lendersync.staff.sheets.ColumnMember;
import dev.lendersync.staff.sheets.ReadCell;
import dev.lendersync.staff.sheets.SheetFormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What each column of an older table is taken for, and what is taken where a row says nothing.
///
/// @param columns in the order of the table
/// @param defaults by member, given by a person; nothing is assumed without one
public record LegacyMapping(List<Column> columns, Map<ColumnMember, String> defaults) {
    /// The word for `--map` that leaves a column out.
    public static final String LEAVE_OUT = "-";

    /// @param member what the column holds; null when it fits none: its cells are then kept in the internal notes
    /// @param leftOut whether a person asked to leave it out
    public record Column(String header, @Nullable ColumnMember member, boolean leftOut) {}

    public LegacyMapping {
        columns = List.copyOf(columns);
        Map<ColumnMember, String> sorted = new EnumMap<>(ColumnMember.class);
        sorted.putAll(defaults);
        defaults = sorted;
    }

    /// Recognises the columns by their headers, corrected by a person.
    ///
    /// @param maps column → member, or [#LEAVE_OUT], or `internalNotes` to keep the column's cells there
    /// @param defaults member → text, read as a cell of that member would be
    /// @throws SheetFormatException when a name in `maps` or `defaults` is unknown
    public static LegacyMapping of(List<String> headers, Map<String, String> maps, Map<String, String> defaults) {
        for (String header : maps.keySet()) {
            if (!headers.contains(header)) {
                throw new SheetFormatException("there is no column \"" + header + "\"; the columns are " + headers);
            }
        }
        Map<String, @Nullable ColumnMember> members = new LinkedHashMap<>();
        maps.forEach((header, member) -> members.put(header, member.equals(LEAVE_OUT) ? null : member(member)));
        guess(headers, members);
        List<Column> columns = new ArrayList<>();
        for (String header : headers) {
            columns.add(new Column(header, members.get(header), LEAVE_OUT.equals(maps.get(header))));
        }
        Map<ColumnMember, String> byMember = new EnumMap<>(ColumnMember.class);
        defaults.forEach((member, text) -> {
            if (CellReader.read(member(member), member, text) instanceof ReadCell.Unreadable(String why)) {
                throw new SheetFormatException("--default " + member + ": \"" + text + "\" " + why);
            }
            byMember.put(member(member), text);
        });
        return new LegacyMapping(columns, byMember);
    }

    private static void guess(List<String> headers, Map<String, @Nullable ColumnMember> members) {
        Map<ColumnMember, String> taken = new EnumMap<>(ColumnMember.class);
        members.forEach((header, member) -> {
            if (member != null) {
                taken.put(member, header);
            }
        });
        List<String> open = headers.stream()
                .filter(header -> !members.containsKey(header))
                .sorted((a, b) -> Integer.compare(rank(a), rank(b)))
                .toList();
        for (String header : open) {
            ColumnMember.guess(header)
                    .filter(member -> !member.isSingle() || taken.putIfAbsent(member, header) == null)
                    .ifPresent(member -> members.put(header, member));
        }
    }

    private static int rank(String header) {
        return ColumnMember.guess(header).map(member -> member.rank(header)).orElse(Integer.MAX_VALUE);
    }

    private static ColumnMember member(String word) {
        return ColumnMember.of(word)
                .orElseThrow(() -> new SheetFormatException("there is no member \"" + word + "\"; the members are "
                        + Arrays.stream(ColumnMember.values())
                                .map(ColumnMember::member)
                                .collect(Collectors.joining(", "))));
    }
}
