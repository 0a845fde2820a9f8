package dev.lendersync.staff.sheets;

import dev.lendersync.staff.reference.DocumentCode;
import dev.lendersync.staff.reference.DocumentStage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Required documents as tables name them: a word, an object with the members that a product's have, or a word with
/// what is special about it after it: `TAX_RETURNS (optional closing from 25000.00)`.
public final class DocumentTexts {
    private static final Pattern SPECIAL = Pattern.compile(
            "(?<code>[^()]+)\\((?<optional>optional)?[ ,]*(?<stage>[a-z]+(?<!from))?[ ,]*(?:from (?<from>[^ ()]+))?\\)",
            Pattern.CASE_INSENSITIVE);

    private static final Set<String> MEMBERS = Set.of("code", "required", "stage", "amountFrom");

    private DocumentTexts() {}

    /// A document as a product's body has it; empty when its word means no document, or more is said of it than fits.
    static Optional<JsonNode> read(JsonNode element) {
        if (element.isString()) {
            Matcher special = SPECIAL.matcher(element.stringValue().strip());
            return special.matches() ? special(special) : code(element).map(DocumentTexts::plain);
        }
        if (!element.isObject() || !MEMBERS.containsAll(element.propertyNames())) {
            return Optional.empty();
        }
        Optional<DocumentCode> code = code(element.path("code"));
        JsonNode stage = element.path("stage");
        boolean staged = stage.isString();
        Optional<DocumentStage> known = staged ? DocumentStage.CODES.fromAlias(stage.stringValue()) : Optional.empty();
        if (code.isEmpty() || (staged && known.isEmpty())) {
            return Optional.empty();
        }
        ObjectNode document = ((ObjectNode) element).deepCopy();
        document.put("code", code.get().name());
        known.ifPresent(value -> document.put("stage", value.name()));
        return Optional.of(document);
    }

    private static ObjectNode plain(DocumentCode code) {
        return JsonNodeFactory.instance.objectNode().put("code", code.name());
    }

    private static Optional<JsonNode> special(Matcher text) {
        Optional<DocumentCode> code = DocumentCode.CODES.fromAlias(text.group("code"));
        Optional<DocumentStage> stage =
                Optional.ofNullable(text.group("stage")).flatMap(DocumentStage.CODES::fromAlias);
        Optional<BigDecimal> from = Optional.ofNullable(text.group("from")).flatMap(NumberTexts::money);
        boolean unknown =
                (text.group("stage") != null && stage.isEmpty()) || (text.group("from") != null && from.isEmpty());
        if (code.isEmpty() || unknown) {
            return Optional.empty();
        }
        ObjectNode document = plain(code.get());
        if (text.group("optional") != null) {
            document.put("required", false);
        }
        stage.ifPresent(value -> document.put("stage", value.name()));
        from.ifPresent(value -> document.put("amountFrom", value.toPlainString()));
        return Optional.of(document);
    }

    /// The documents of a product as one cell, which [#read] understands: codes separated by semicolons, and only what
    /// is not usual said of them.
    public static String write(JsonNode documents) {
        return documents.valueStream().map(DocumentTexts::text).collect(Collectors.joining("; "));
    }

    private static String text(JsonNode document) {
        List<String> special = new ArrayList<>();
        if (!document.path("required").asBoolean(true)) {
            special.add("optional");
        }
        if (document.path("stage").asString("").equals(DocumentStage.CLOSING.name())) {
            special.add("closing");
        }
        if (document.path("amountFrom").isString()) {
            special.add("from " + document.path("amountFrom").stringValue());
        }
        String code = document.path("code").stringValue();
        return special.isEmpty() ? code : code + " (" + String.join(" ", special) + ")";
    }

    private static Optional<DocumentCode> code(JsonNode word) {
        return word.isString() ? DocumentCode.CODES.fromAlias(word.stringValue()) : Optional.empty();
    }
}
