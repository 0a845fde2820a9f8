package dev.lendersync.staff.users;

import dev.lendersync.protocol.Problem.FieldError;
import dev.lendersync.staff.http.ProblemException;
import dev.lendersync.staff.identity.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Reads the members of a body and collects everything that is wrong with them. No value is ever repeated in an error,
/// since it may be a secret. A wrong member reads as something harmless; [#check] ends the request.
final class Members {
    private static final int MAX_UNKNOWN = 100;
    private static final int MAX_NAME = 120;
    private static final Pattern NOT_TEXT = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");

    private final JsonNode body;
    private final Set<String> known = new HashSet<>();
    private final List<FieldError> errors = new ArrayList<>();

    Members(JsonNode body) {
        if (!body.isObject()) {
            throw ProblemException.invalid("", "must be a JSON object");
        }
        this.body = body;
    }

    boolean states(String member) {
        return !body.path(member).isMissingNode() && !body.path(member).isNull();
    }

    /// Text as typed.
    String text(String member, Function<String, Optional<String>> fault) {
        known.add(member);
        JsonNode value = body.path(member);
        if (!states(member)) {
            error(member, "is required");
        } else if (!value.isString()) {
            error(member, "must be text");
        } else {
            fault.apply(value.stringValue()).ifPresent(wrong -> error(member, wrong));
            return value.stringValue();
        }
        return "";
    }

    /// Text as typed, if it is stated.
    Optional<String> optional(String member, Function<String, Optional<String>> fault) {
        known.add(member);
        return states(member) ? Optional.of(text(member, fault)) : Optional.empty();
    }

    /// Text that is compared with what is stored: nothing but that is wrong with it.
    String secret(String member) {
        return text(member, _ -> Optional.empty());
    }

    String name(String member) {
        return text(member, Members::nameFault).strip();
    }

    private static Optional<String> nameFault(String typed) {
        String name = typed.strip();
        int length = name.codePointCount(0, name.length());
        if (length < 1 || length > MAX_NAME) {
            return Optional.of("must have 1 to " + MAX_NAME + " characters, had " + length);
        }
        return NOT_TEXT.matcher(name).find() ? Optional.of("must not hold control characters") : Optional.empty();
    }

    Role role(String member) {
        String text = text(
                member,
                typed -> Role.parse(typed).isPresent()
                        ? Optional.empty()
                        : Optional.of("must be one of viewer, editor, admin"));
        return Role.parse(text).orElse(Role.VIEWER);
    }

    boolean bool(String member) {
        known.add(member);
        if (!body.path(member).isBoolean()) {
            error(member, states(member) ? "must be true or false" : "is required");
        }
        return body.path(member).asBoolean(false);
    }

    /// Nothing when it is not stated.
    Optional<Integer> integer(String member, int least, int most) {
        known.add(member);
        JsonNode value = body.path(member);
        if (!states(member)) {
            return Optional.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < least || value.asInt() > most) {
            error(member, "must be a whole number from " + least + " to " + most);
            return Optional.empty();
        }
        return Optional.of(value.asInt());
    }

    /// Takes a member that only the server writes, so that what was read can be sent back.
    void ignore(String member) {
        known.add(member);
    }

    void error(String member, String detail) {
        errors.add(new FieldError("/" + member, detail));
    }

    /// @throws ProblemException 422 with everything that is wrong, unknown members too
    void check() {
        body.propertyNames().stream()
                .filter(member -> !known.contains(member))
                .limit(MAX_UNKNOWN)
                .forEach(member -> error(escaped(member), "is not a member of this body"));
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    private static String escaped(String member) {
        return NOT_TEXT.matcher(member.replace("~", "~0").replace("/", "~1")).replaceAll("?");
    }
}
