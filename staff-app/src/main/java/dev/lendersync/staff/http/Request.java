package dev.lendersync.staff.http;

import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.LenderProduct;
import dev.lendersync.protocol.MalformedMessageException;
import dev.lendersync.protocol.Problem;
import dev.lendersync.staff.identity.Actor;
import dev.lendersync.staff.identity.Principal;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A request as a feature sees it: who, what, and the whole body.
///
/// @param path the values of the route's `{parameters}`
/// @param upload the body, when its route takes large ones; `body` is empty then
public record Request(
        Principal principal,
        Peer peer,
        Map<String, String> path,
        MultiMap query,
        MultiMap headers,
        Buffer body,
        Optional<Upload> upload) {
    private static final Pattern REVISION = Pattern.compile("\"([1-9][0-9]{0,17})\"");

    /// Who does this, and from where.
    public Actor actor() {
        return new Actor(principal.actor(), peer.address());
    }

    /// The path parameter `id`; anything but a UUID names nothing.
    ///
    /// @throws ProblemException 404
    public UUID id() {
        return id("id");
    }

    /// Another path parameter that is an id.
    ///
    /// @throws ProblemException 404
    public UUID id(String parameter) {
        try {
            return LenderProduct.parseId(path.getOrDefault(parameter, ""));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.of(404, "not-found", "Not found", "There is nothing with this id."));
        }
    }

    /// The media type that the body is declared as, in lower case; empty when none.
    public String contentType() {
        String type = headers.get("Content-Type");
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /// The body as JSON.
    ///
    /// @throws ProblemException 400 when it is not JSON, 415 when it says that it is something else
    public JsonNode json() {
        if (!contentType().equals("application/json")) {
            throw new ProblemException(Problem.of(
                    415, "unsupported-media-type", "Unsupported media type", "Send Content-Type: application/json."));
        }
        try {
            return Json.read(body.getBytes());
        } catch (MalformedMessageException e) {
            throw new ProblemException(
                    Problem.of(400, "malformed", "The body is not JSON", String.valueOf(e.getMessage())));
        }
    }

    /// The revision in `If-Match: "<revision>"`.
    ///
    /// @throws ProblemException 428 when the header is missing, 400 when it is not of that form
    public long expectedRevision() {
        String header = headers.get("If-Match");
        if (header == null) {
            throw new ProblemException(Problem.of(
                    428,
                    "if-match-required",
                    "If-Match is missing",
                    "Send If-Match with the ETag of the state that you edited, so that no other edit is lost."));
        }
        var matcher = REVISION.matcher(header.strip());
        if (!matcher.matches()) {
            throw new ProblemException(
                    Problem.invalidParameter("If-Match", "must be a revision in double quotes, as the ETag was"));
        }
        return Long.parseLong(matcher.group(1));
    }
}
