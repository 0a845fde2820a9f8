package dev.lendersync.staff.products;

import dev.lendersync.protocol.CodePoints;
import dev.lendersync.protocol.Problem.FieldError;
import dev.lendersync.staff.reference.CodeList;
import dev.lendersync.staff.reference.Coded;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the members of one JSON object and collects everything that is wrong with them. A member that is absent or
/// `null` is not stated and reads as `null`; so does a wrong one, after its error was noted.
///
/// Confined to one thread. Ask for each member once, then call [#refuseUnknown].
public final class BodyReader {
    /// The most elements of an array.
    public static final int MAX_ELEMENTS = 100;
    /// The most unknown members that are named one by one.
    public static final int MAX_UNKNOWN = 100;

    private final JsonNode body;
    private final boolean elements;
    private final String path;
    private final List<FieldError> errors;
    private final Set<String> known = new HashSet<>();

    /// Notes an error when the body is not an object.
    public static BodyReader of(JsonNode body) {
        BodyReader reader = new BodyReader(body, false, "", new ArrayList<>());
        reader.requireObject();
        return reader;
    }

    /// @param elements whether the members are the elements of an array, named `0`, `1`, …
    private BodyReader(JsonNode body, boolean elements, String path, List<FieldError> errors) {
        this.body = body;
        this.elements = elements;
        this.path = path;
        this.errors = errors;
    }

    /// All errors so far, those of nested objects too.
    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    public void error(String member, String detail) {
        errors.add(new FieldError(pointer(member), detail));
    }

    /// Notes that `member` is required when it is not stated.
    public <T> @Nullable T required(String member, @Nullable T value) {
        boolean silent = value == null && !hasError(member) && (elements || body.isObject());
        if (silent) {
            error(member, "is required");
        }
        return value;
    }

    /// Text as typed; blank text is not stated.
    ///
    /// @param max in code points
    public @Nullable String text(String member, int max) {
        JsonNode value = member(member);
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            error(member, "must be text, was " + Quoted.value(value));
            return null;
        }
        Optional<String> fault = Texts.fault(value.stringValue(), max);
        fault.ifPresent(detail -> error(member, detail));
        return fault.isPresent() || value.stringValue().isBlank() ? null : value.stringValue();
    }

    /// A name, cleaned.
    public @Nullable String name(String member) {
        String text = text(member, Texts.MAX_LENGTH);
        if (text == null) {
            return null;
        }
        String name = Names.clean(text);
        int length = name.codePointCount(0, name.length());
        if (length < Names.MIN_LENGTH || length > Names.MAX_LENGTH) {
            error(member, "must have " + Names.MIN_LENGTH + " to " + Names.MAX_LENGTH + " characters, had " + length);
            return null;
        }
        if (NameKey.of(name).isEmpty()) {
            error(member, "must hold a letter or a digit");
            return null;
        }
        return name;
    }

    public @Nullable Boolean bool(String member) {
        JsonNode value = member(member);
        if (value == null) {
            return null;
        }
        if (!value.isBoolean()) {
            error(member, "must be true or false, was " + Quoted.value(value));
            return null;
        }
        return value.booleanValue();
    }

    public @Nullable Integer integer(String member, int least, int most) {
        JsonNode value = member(member);
        if (value == null) {
            return null;
        }
        boolean whole = value.isIntegralNumber() && value.canConvertToInt();
        if (!whole || value.intValue() < least || value.intValue() > most) {
            error(member, "must be a whole number from " + least + " to " + most + ", was " + Quoted.value(value));
            return null;
        }
        return value.intValue();
    }

    public @Nullable BigDecimal decimal(String member, Decimals form) {
        JsonNode value = member(member);
        if (value == null) {
            return null;
        }
        Optional<BigDecimal> number = Decimals.parse(value);
        if (number.isEmpty()) {
            error(member, "must be a number such as \"10000.00\", was " + Quoted.value(value));
            return null;
        }
        Optional<String> fault = form.fault(number.get());
        fault.ifPresent(detail -> error(member, detail));
        return fault.isPresent() ? null : number.get();
    }

    /// A code, exactly.
    public <C extends Coded> @Nullable C code(String member, CodeList<C> codes) {
        JsonNode value = member(member);
        if (value == null) {
            return null;
        }
        Optional<C> code = value.isString() ? codes.parse(value.stringValue()) : Optional.empty();
        if (code.isEmpty()) {
            error(member, "must be one of " + codes.codes() + ", was " + Quoted.value(value));
            return null;
        }
        return code.get();
    }

    /// Notes an error at the larger member when the two are the wrong way round.
    public <N extends Comparable<N>> void requireOrder(
            String lesser, @Nullable N least, String larger, @Nullable N most) {
        if (least != null && most != null && least.compareTo(most) > 0) {
            error(larger, "must be at least " + lesser + ", which is " + least + ", was " + most);
        }
    }

    /// An array of objects, each read by `element`, which is given the reader of the object and may answer `null`
    /// after it has noted what is wrong.
    public <T> List<T> objects(String member, Function<BodyReader, @Nullable T> element) {
        return elements(member, (array, index) -> {
            JsonNode object = array.member(index);
            return object == null ? null : element.apply(array.object(index, object));
        });
    }

    /// An array, whose elements `element` reads as if they were members named `0`, `1`, …
    public <T> List<T> elements(String member, BiFunction<BodyReader, String, @Nullable T> element) {
        JsonNode array = member(member);
        if (array == null) {
            return List.of();
        }
        if (!array.isArray()) {
            error(member, "must be an array, was " + Quoted.value(array));
            return List.of();
        }
        if (array.size() > MAX_ELEMENTS) {
            error(member, "must have at most " + MAX_ELEMENTS + " elements, had " + array.size());
            return List.of();
        }
        BodyReader reader = new BodyReader(array, true, pointer(member), errors);
        List<T> values = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            T value = reader.required(Integer.toString(i), element.apply(reader, Integer.toString(i)));
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    /// Notes each member that was not asked for and is not one of `ignored`.
    ///
    /// @param of what the body describes, for the message: `a lender product`
    public void refuseUnknown(String of, Set<String> ignored) {
        List<String> unknown = body.propertyNames().stream()
                .filter(name -> !known.contains(name) && !ignored.contains(name))
                .sorted(CodePoints.ORDER)
                .toList();
        for (String name : unknown.subList(0, Math.min(MAX_UNKNOWN, unknown.size()))) {
            error(name, "is not a member of " + of + hint(name));
        }
        if (unknown.size() > MAX_UNKNOWN) {
            errors.add(new FieldError(path, "has " + (unknown.size() - MAX_UNKNOWN) + " more unknown members"));
        }
    }

    private String hint(String unknown) {
        String folded = fold(unknown);
        return known.stream()
                .filter(name -> fold(name).equals(folded))
                .findFirst()
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
    }

    private static String fold(String member) {
        return member.replaceAll("[_ -]", "").toLowerCase(Locale.ROOT);
    }

    private BodyReader object(String member, JsonNode value) {
        BodyReader object = new BodyReader(value, false, pointer(member), errors);
        object.requireObject();
        return object;
    }

    private void requireObject() {
        if (!body.isObject()) {
            errors.add(new FieldError(path, "must be a JSON object, was " + Quoted.value(body)));
        }
    }

    private @Nullable JsonNode member(String name) {
        known.add(name);
        JsonNode value = elements ? body.path(Integer.parseInt(name)) : body.path(name);
        return value.isNull() || value.isMissingNode() ? null : value;
    }

    private boolean hasError(String member) {
        String pointer = pointer(member);
        return errors.stream()
                .anyMatch(error ->
                        error.pointer().equals(pointer) || error.pointer().startsWith(pointer + "/"));
    }

    /// A JSON pointer (RFC 6901).
    private String pointer(String member) {
        return path + "/" + Quoted.plain(member.replace("~", "~0").replace("/", "~1"));
    }
}
