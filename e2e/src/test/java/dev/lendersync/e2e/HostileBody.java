package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Json;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A body whose texts are hostile ones: each is refused by its name, or kept.
///
/// @param operation as openapi.yaml names it, `POST /api/lenders`
/// @param path where it is sent
/// @param good what is taken, with something in place of each text
/// @param texts pointers of those that are replaced
record HostileBody(String operation, String path, ObjectNode good, Set<String> texts) {
    private static final Set<String> FREE =
            Set.of("description", "feesNote", "internalNotes", "notes", "contactName", "contactPhone");
    private static final int REFUSALS = 5;

    /// What came of it.
    ///
    /// @param answer the last one, which refuses no text
    /// @param taken the pointers of the texts that were sent then
    /// @param refused those that earlier answers named
    record Outcome(Http.Answer answer, Set<String> taken, Set<String> refused) {}

    /// Sends this text in all places, and again without those that were refused.
    Outcome fill(LocalSystem system, HostileTexts.HostileText hostile) throws Exception {
        Set<String> left = new TreeSet<>(texts);
        Set<String> refused = new TreeSet<>();
        Http.Answer answer = send(system, left, hostile);
        for (int i = 0; answer.status() == 422; i++) {
            String what = this + " " + hostile + ": " + answer.json();
            Set<String> named = new TreeSet<>(answer.json().path("errors").findValuesAsString("pointer"));
            assertThat(named).as(what).isNotEmpty();
            assertThat(named).as(what).allMatch(pointer -> left.stream().anyMatch(each -> isOf(each, pointer)));
            assertThat(i).as(what).isLessThan(REFUSALS);
            left.stream()
                    .filter(each -> named.stream().anyMatch(pointer -> isOf(each, pointer)))
                    .forEach(refused::add);
            left.removeAll(refused);
            answer = send(system, left, hostile);
        }
        for (String pointer : refused) {
            assertThat(mustTake(pointer, hostile.text()))
                    .as("%s %s refuses mere text in %s", this, hostile, pointer)
                    .isFalse();
        }
        return new Outcome(answer, left, refused);
    }

    private static boolean isOf(String text, String refused) {
        return text.equals(refused) || text.startsWith(refused + "/");
    }

    private Http.Answer send(LocalSystem system, Set<String> left, HostileTexts.HostileText hostile) throws Exception {
        String method = operation.split(" ", 2)[0];
        String[] headers = method.equals("PUT")
                ? new String[] {"If-Match", system.call("GET", path, Map.of()).header("ETag")}
                : new String[0];
        return HostileTexts.unharmed(
                system.call(method, path, filled(left, hostile.text()), headers), this + " " + hostile);
    }

    ObjectNode filled(Set<String> pointers, String text) {
        ObjectNode body = good.deepCopy();
        for (String each : pointers) {
            JsonPointer pointer = JsonPointer.compile(each);
            JsonNode parent = body.at(pointer.head());
            if (parent instanceof ArrayNode array) {
                array.set(0, text);
            } else {
                assertThat(parent)
                        .as("the good body of %s has no %s", this, each)
                        .isInstanceOf(ObjectNode.class);
                ((ObjectNode) parent).put(pointer.last().getMatchingProperty(), text);
            }
        }
        return body;
    }

    /// Whether each text that was taken is there as it has to be: names are cleaned, labels stripped, blank texts not
    /// stated; numbers have decimals; the rest is as it was sent.
    void assertKept(Outcome outcome, JsonNode kept, HostileTexts.HostileText hostile) {
        for (String pointer : outcome.taken()) {
            assertThat(isKept(pointer, hostile.text(), kept.at(pointer)))
                    .as("%s %s in %s came back as %s", this, hostile, pointer, kept.at(pointer))
                    .isTrue();
        }
    }

    private boolean isKept(String pointer, String sent, JsonNode kept) {
        if (sent.isBlank()) {
            return kept.isNull() || kept.isMissingNode();
        }
        if (pointer.equals("/name")) {
            return kept.asString("").equals(isOfCatalog() ? HostileTexts.cleaned(sent) : sent.strip());
        }
        return kept.asString("").equals(sent) || isSameNumber(sent, kept.asString(""));
    }

    private static boolean isSameNumber(String sent, String kept) {
        try {
            return new BigDecimal(sent).compareTo(new BigDecimal(kept)) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private boolean isOfCatalog() {
        return path.startsWith("/api/lender");
    }

    /// Whether there is nothing wrong with a text here.
    boolean mustTake(String pointer, String text) {
        String member = pointer.substring(pointer.lastIndexOf('/') + 1);
        int length = text.codePointCount(0, text.length());
        if (member.equals("name") && isOfCatalog()) {
            String name = HostileTexts.cleaned(text);
            return text.indexOf('\0') < 0
                    && name.matches("(?s).*[A-Za-z0-9].*")
                    && name.length() >= 2
                    && name.length() <= 120;
        }
        if (member.equals("name")) {
            String label = text.strip();
            return !label.isEmpty() && label.length() <= 120 && !label.matches("(?s).*\\p{Cntrl}.*");
        }
        int most = Map.of("contactName", 120, "contactPhone", 40).getOrDefault(member, 4_000);
        return FREE.contains(member) && length <= most && text.indexOf('\0') < 0;
    }

    /// @param json with `'` for `"`
    static ObjectNode json(String json) {
        return (ObjectNode) Json.read(json.replace('\'', '"'));
    }

    @Override
    public String toString() {
        return operation;
    }
}
