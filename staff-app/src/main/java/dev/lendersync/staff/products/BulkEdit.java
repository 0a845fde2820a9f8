package dev.lendersync.staff.products;

import dev.lendersync.protocol.LenderProduct;
import dev.lendersync.protocol.Problem.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One thing that is done to many products at once.
///
/// @param products the revision that each must still be at, where stated; in the order of the body
record BulkEdit(Action action, Map<UUID, OptionalLong> products) {
    /// Products in one edit.
    static final int MOST = 500;

    private static final String ACTIONS = "must be publish, archive, restore or set";

    /// What is done.
    sealed interface Action {
        record Publish() implements Action {}

        record Archive() implements Action {}

        record Restore() implements Action {}

        /// One member takes one value; all other members stay.
        record SetMember(String member, JsonNode value) implements Action {
            ObjectNode on(ObjectNode product) {
                ObjectNode changed = product.deepCopy();
                changed.set(member, value);
                return changed;
            }
        }
    }

    /// `{"action","products":[{"id","revision"}],"set":{"<member>":<value>}}`.
    static Reading<BulkEdit> read(JsonNode body) {
        List<FieldError> errors = new ArrayList<>();
        if (!body.isObject()) {
            return new Reading.Invalid<>(List.of(new FieldError("", "must be a JSON object")));
        }
        body.propertyNames().stream()
                .filter(name -> !Set.of("action", "products", "set").contains(name))
                .forEach(name -> errors.add(new FieldError("/" + name, "is no member of a bulk edit")));
        Action action = action(body, errors);
        Map<UUID, OptionalLong> products = products(body.path("products"), errors);
        return errors.isEmpty() ? new Reading.Valid<>(new BulkEdit(action, products)) : new Reading.Invalid<>(errors);
    }

    private static Action action(JsonNode body, List<FieldError> errors) {
        String name = body.path("action").isString() ? body.path("action").stringValue() : "";
        JsonNode set = body.path("set");
        if (!name.equals("set") && !set.isMissingNode() && !set.isNull()) {
            errors.add(new FieldError("/set", "is only for the action set"));
        }
        return switch (name) {
            case "publish" -> new Action.Publish();
            case "archive" -> new Action.Archive();
            case "restore" -> new Action.Restore();
            case "set" -> setMember(set, errors);
            default -> {
                errors.add(new FieldError("/action", ACTIONS));
                yield new Action.Publish();
            }
        };
    }

    private static Action setMember(JsonNode set, List<FieldError> errors) {
        if (!set.isObject() || set.size() != 1) {
            errors.add(new FieldError("/set", "must be an object of the one member that changes"));
            return new Action.Publish();
        }
        String member = set.propertyNames().iterator().next();
        if (!ProductReader.isWritable(member)) {
            errors.add(new FieldError("/set/" + member, "is no member of a lender product that can be written"));
        }
        return new Action.SetMember(member, set.path(member));
    }

    private static Map<UUID, OptionalLong> products(JsonNode array, List<FieldError> errors) {
        Map<UUID, OptionalLong> products = new LinkedHashMap<>();
        if (!array.isArray() || array.isEmpty() || array.size() > MOST) {
            errors.add(new FieldError("/products", "must be an array of 1 to " + MOST + " products"));
            return products;
        }
        for (int i = 0; i < array.size(); i++) {
            String pointer = "/products/" + i;
            JsonNode element = array.get(i);
            element.propertyNames().stream()
                    .filter(name -> !Set.of("id", "revision").contains(name))
                    .forEach(name -> errors.add(new FieldError(
                            pointer + "/" + Quoted.plain(name), "is no member of a product in a bulk edit")));
            OptionalLong revision = revision(element.path("revision"), pointer, errors);
            try {
                UUID id = LenderProduct.parseId(
                        element.path("id").isString() ? element.path("id").stringValue() : "");
                if (products.put(id, revision) != null) {
                    errors.add(new FieldError(pointer + "/id", "is there twice"));
                }
            } catch (IllegalArgumentException e) {
                errors.add(new FieldError(pointer + "/id", "must be the id of a lender product, a lower-case UUID"));
            }
        }
        return products;
    }

    private static OptionalLong revision(JsonNode revision, String pointer, List<FieldError> errors) {
        if (revision.isMissingNode() || revision.isNull()) {
            return OptionalLong.empty();
        }
        if (!revision.isIntegralNumber() || !revision.canConvertToLong() || revision.longValue() < 1) {
            errors.add(new FieldError(pointer + "/revision", "must be the revision of the product, a whole number"));
            return OptionalLong.empty();
        }
        return OptionalLong.of(revision.longValue());
    }
}
