package dev.lendersync.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An error answer: RFC 9457 `application/problem+json`, with `"success": false` and `"error"` beside the standard
/// members. The codes are listed in docs/problems.md.
///
/// @param code names the kind of problem; `type` is `urn:lender-sync:problem:<code>`
/// @param detail says what is wrong with this request and what to do
/// @param errors what is wrong with a body, field by field; may be empty
/// @param extra further members, e.g. the current row of a conflict; may be empty
public record Problem(
        int status, String code, String title, String detail, List<FieldError> errors, Map<String, Object> extra) {
    public static final String CONTENT_TYPE = "application/problem+json";

    /// One thing that is wrong with a body.
    ///
    /// @param pointer a JSON pointer (RFC 6901) into the body, e.g. `/amountMin`; empty for the body as a whole
    public record FieldError(String pointer, String detail) {}

    public Problem {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("a problem has a status of 400 to 599, not " + status);
        }
        errors = List.copyOf(errors);
        // In the order given: the same problem has the same bytes.
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    public static Problem of(int status, String code, String title, String detail) {
        return new Problem(status, code, title, detail, List.of(), Map.of());
    }

    public static Problem invalidParameter(String name, String why) {
        return of(400, "invalid-parameter", "A parameter is invalid", name + ": " + why);
    }

    public static Problem resyncRequired(String why) {
        return of(410, "resync-required", "Take a snapshot", why);
    }

    /// A body that is well-formed JSON but against the rules: every bad field at once.
    public static Problem invalid(List<FieldError> errors) {
        String summary = errors.size() == 1
                ? errors.getFirst().pointer() + " " + errors.getFirst().detail()
                : errors.size() + " fields are invalid";
        return new Problem(422, "invalid", "The body breaks the rules", summary.strip(), errors, Map.of());
    }

    public Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(extra);
        more.put(member, value);
        return new Problem(status, code, title, detail, errors, more);
    }

    /// UTF-8 JSON.
    public byte[] encode() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "urn:lender-sync:problem:" + code);
        members.put("title", title);
        members.put("status", status);
        members.put("detail", detail);
        members.put("success", false);
        members.put("error", detail);
        if (!errors.isEmpty()) {
            members.put("errors", errors);
        }
        members.putAll(extra);
        return Json.write(members);
    }
}
