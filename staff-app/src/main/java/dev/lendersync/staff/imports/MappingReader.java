package dev.lendersync.staff.imports;

import dev.lendersync.protocol.Problem.FieldError;
import dev.lendersync.staff.products.Quoted;
import dev.lendersync.staff.products.Reading;
import dev.lendersync.staff.products.Texts;
import dev.lendersync.staff.sheets.CellReader;
import dev.lendersync.staff.sheets.ColumnMember;
import dev.lendersync.staff.sheets.ReadCell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads `{"columns":{"<index>":"<member or null>"},"defaults":{"<member>":"<text>"},"createLenders":true}` and
/// collects all that is wrong with it. A column that is not named keeps what it was taken for.
///
/// Confined to one thread.
final class MappingReader {
    private static final Set<String> MEMBERS = Set.of("columns", "defaults", "createLenders");
    private static final int MAX_DEFAULT = 4_000;

    private final JsonNode body;
    private final Mapping before;
    private final List<FieldError> errors = new ArrayList<>();

    private MappingReader(JsonNode body, Mapping before) {
        this.body = body;
        this.before = before;
    }

    static Reading<Mapping> read(JsonNode body, Mapping before) {
        return new MappingReader(body, before).read();
    }

    /// Of a mapping that was valid when it was stored.
    static Mapping stored(JsonNode mapping, List<String> headers) {
        return read(mapping, Mapping.guess(headers))
                .orElseThrow(errors -> new IllegalStateException("a stored mapping is wrong: " + errors));
    }

    private Reading<Mapping> read() {
        if (!body.isObject()) {
            return new Reading.Invalid<>(List.of(new FieldError("", "must be a JSON object")));
        }
        body.propertyNames().stream()
                .filter(name -> !MEMBERS.contains(name))
                .forEach(name -> error("/" + plain(name), "is not a member of a mapping"));
        List<Mapping.Column> columns = columns(object("columns"));
        Map<ColumnMember, String> defaults = defaults(object("defaults"));
        JsonNode create = body.path("createLenders");
        if (!create.isBoolean() && !isAbsent(create)) {
            error("/createLenders", "must be true or false, was " + Quoted.value(create));
        }
        return errors.isEmpty()
                ? new Reading.Valid<>(new Mapping(columns, defaults, create.asBoolean(false)))
                : new Reading.Invalid<>(errors);
    }

    private List<Mapping.Column> columns(JsonNode stated) {
        Map<Integer, Optional<String>> members = new HashMap<>();
        stated.properties().forEach(column -> {
            int index = index(column.getKey());
            if (index >= 0) {
                members.put(index, member(column.getKey(), column.getValue()));
            }
        });
        List<Mapping.Column> columns = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Mapping.Column column : before.columns()) {
            @Nullable
            String member = members.getOrDefault(column.index(), Optional.ofNullable(column.member()))
                    .orElse(null);
            if (member != null && Mapping.isText(member) && !taken.add(member)) {
                error(
                        "/columns/" + column.index(),
                        "another column is " + member + " already; leave one out with null");
            }
            columns.add(new Mapping.Column(column.index(), column.header(), member));
        }
        return columns;
    }

    private int index(String text) {
        int index = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
        if (index < 0 || index >= before.columns().size()) {
            error(
                    "/columns/" + plain(text),
                    "must be the index of a column, from 0 to "
                            + (before.columns().size() - 1));
            return -1;
        }
        return index;
    }

    private Optional<String> member(String column, JsonNode value) {
        if (value.isNull()) {
            return Optional.empty();
        }
        String word = value.isString() ? withoutSlash(value.stringValue()) : "";
        if (!word.equals(Mapping.ID) && Mapping.memberOf(word).isEmpty()) {
            error("/columns/" + column, "must be null or one of /id, " + words("/") + ", was " + Quoted.value(value));
            return Optional.empty();
        }
        return Optional.of(word);
    }

    private Map<ColumnMember, String> defaults(JsonNode stated) {
        Map<ColumnMember, String> defaults = new EnumMap<>(ColumnMember.class);
        stated.properties().forEach(entry -> {
            String pointer = "/defaults/" + plain(entry.getKey());
            JsonNode value = entry.getValue();
            Optional<ColumnMember> member = Mapping.memberOf(withoutSlash(entry.getKey()));
            if (member.isEmpty()) {
                error(pointer, "is no member that a row can state; those are " + words(""));
            } else if (!value.isString() || value.stringValue().length() > MAX_DEFAULT) {
                error(pointer, "must be text as a cell would have it, was " + Quoted.value(value));
            } else if (Texts.fault(value.stringValue(), MAX_DEFAULT).isPresent()) {
                error(pointer, "holds a character that can't be kept");
            } else if (CellReader.read(member.get(), member.get().member(), value.stringValue())
                    instanceof ReadCell.Unreadable(String why)) {
                error(pointer, why + ", was " + Quoted.value(value));
            } else {
                defaults.put(member.get(), value.stringValue());
            }
        });
        return defaults;
    }

    private JsonNode object(String member) {
        JsonNode value = body.path(member);
        if (!value.isObject() && !isAbsent(value)) {
            error("/" + member, "must be an object, was " + Quoted.value(value));
        }
        return value;
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static String withoutSlash(String word) {
        return word.startsWith("/") ? word.substring(1) : word;
    }

    private static String words(String before) {
        return Arrays.stream(ColumnMember.values())
                .map(member -> before + Mapping.word(member))
                .collect(Collectors.joining(", "));
    }

    private static String plain(String name) {
        String quoted = Quoted.text(name);
        return quoted.substring(1, quoted.length() - 1);
    }

    private void error(String pointer, String detail) {
        errors.add(new FieldError(pointer, detail));
    }
}
