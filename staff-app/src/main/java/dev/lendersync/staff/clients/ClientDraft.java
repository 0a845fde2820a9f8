package dev.lendersync.staff.clients;

import dev.lendersync.protocol.Problem.FieldError;
import dev.lendersync.staff.http.ProblemException;
import dev.lendersync.staff.outbound.Outbound;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What is said of a client when it is registered.
///
/// @param name 1 to 120 characters
/// @param baseUrl of the Client App: `http` or `https`, a host, maybe a port and a path; no trailing slash
public record ClientDraft(String name, String baseUrl) {
    static final int MAX_NAME = 120;
    static final int MAX_URL = 300;

    private static final int MAX_UNKNOWN = 100;
    private static final int MAX_PORT = 65_535;
    private static final Set<String> MEMBERS = Set.of("name", "baseUrl");
    private static final Pattern NOT_TEXT = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");

    /// @throws ProblemException 422 with everything that is wrong
    public static ClientDraft read(JsonNode body) {
        if (!body.isObject()) {
            throw ProblemException.invalid("", "must be a JSON object");
        }
        List<FieldError> errors = new ArrayList<>();
        String name = text(body, "name", ClientDraft::nameFault, errors);
        String baseUrl = text(body, "baseUrl", ClientDraft::urlFault, errors);
        body.propertyNames().stream()
                .filter(member -> !MEMBERS.contains(member))
                .limit(MAX_UNKNOWN)
                .forEach(member -> errors.add(new FieldError(pointer(member), "is not a member of a client")));
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return new ClientDraft(name, baseUrl.replaceAll("/+$", ""));
    }

    private static String text(
            JsonNode body, String member, Function<String, Optional<String>> fault, List<FieldError> errors) {
        JsonNode value = body.path(member);
        String text = value.isString() ? value.stringValue().strip() : "";
        Optional<String> wrong = value.isMissingNode() || value.isNull()
                ? Optional.of("is required")
                : value.isString() ? fault.apply(text) : Optional.of("must be text");
        wrong.ifPresent(detail -> errors.add(new FieldError("/" + member, detail)));
        return text;
    }

    private static Optional<String> nameFault(String name) {
        int length = name.codePointCount(0, name.length());
        if (length < 1 || length > MAX_NAME) {
            return Optional.of("must have 1 to " + MAX_NAME + " characters, had " + length);
        }
        return NOT_TEXT.matcher(name).find() ? Optional.of("must not hold control characters") : Optional.empty();
    }

    private static Optional<String> urlFault(String text) {
        if (text.length() > MAX_URL) {
            return Optional.of("must have at most " + MAX_URL + " characters, had " + text.length());
        }
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            return Optional.of("must be an absolute http or https URL: " + e.getReason());
        }
        String scheme = String.valueOf(url.getScheme());
        if (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
            return Optional.of("must be an absolute http or https URL");
        }
        if (url.getHost() == null || !url.toASCIIString().equals(text)) {
            return Optional.of("must name a host, and hold ASCII characters only");
        }
        if (url.getPort() == 0 || url.getPort() > MAX_PORT) {
            return Optional.of("must have a port from 1 to " + MAX_PORT + ", or none");
        }
        boolean bare = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
        return bare
                ? Outbound.fault(url).map(why -> "can't be sent to: " + why)
                : Optional.of("must not hold user info, a query or a fragment");
    }

    private static String pointer(String member) {
        String escaped = member.replace("~", "~0").replace("/", "~1");
        return "/" + NOT_TEXT.matcher(escaped).replaceAll("?");
    }
}
