package dev.lendersync.staff.legacy;

import dev.lendersync.staff.reference.DocumentCode;
import dev.lendersync.staff.reference.DocumentStage;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Required documents as older tables name them: a word, or an object with the members that a product's have.
final class DocumentTexts {
    private static final Set<String> MEMBERS = Set.of("code", "required", "stage", "amountFrom");

    private DocumentTexts() {}

    /// A document as a product's body has it; empty when its word means no document, or more is said of it than fits.
    static Optional<JsonNode> read(JsonNode element) {
        if (element.isString()) {
            return code(element)
                    .map(code -> JsonNodeFactory.instance.objectNode().put("code", code.name()));
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

    private static Optional<DocumentCode> code(JsonNode word) {
        return word.isString() ? DocumentCode.CODES.fromAlias(word.stringValue()) : Optional.empty();
    }
}
