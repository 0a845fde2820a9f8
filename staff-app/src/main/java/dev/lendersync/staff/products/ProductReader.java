package dev.lendersync.staff.products;

import dev.lendersync.protocol.Problem.FieldError;
import dev.lendersync.staff.reference.ProductStatus;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Reads the body of a create or an edit of a lender product and checks it against every rule, without stopping at the
/// first that is broken.
///
/// A body states the whole product: a member that is absent or `null` is not stated, an absent array is empty.
/// Required are `lenderId`, `name`, `category`, `country` and `requiresReceivables`. A document without `required`
/// is required, one without `stage` is due with the application.
public final class ProductReader {
    /// What the Staff App itself answers beside the writable members. They are ignored, so that what a GET answered
    /// can be edited and PUT back.
    private static final Set<String> READ_ONLY = Set.of(
            "id",
            "lenderName",
            "currency",
            "naturalKey",
            "revision",
            "version",
            "position",
            "createdAt",
            "createdBy",
            "updatedAt",
            "updatedBy");

    private static final Set<String> WRITABLE = Arrays.stream(ProductDraft.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toUnmodifiableSet());

    private ProductReader() {}

    /// Whether a body may state this member to any effect.
    public static boolean isWritable(String member) {
        return WRITABLE.contains(member);
    }

    /// Reads the body of a create: a product whose status is not stated is a draft.
    public static Reading<ProductDraft> read(JsonNode body) {
        return read(body, ProductStatus.DRAFT);
    }

    /// Reads the body of an edit.
    ///
    /// @param current the status that the product keeps when the body states none, so that forgetting it does not
    ///     take a product off the market
    public static Reading<ProductDraft> read(JsonNode body, ProductStatus current) {
        BodyReader reader = BodyReader.of(body);
        ProductFields fields = new ProductFields(reader);
        reader.refuseUnknown("a lender product", READ_ONLY);
        List<FieldError> errors = reader.errors();
        return errors.isEmpty() ? new Reading.Valid<>(fields.draft(current)) : new Reading.Invalid<>(errors);
    }
}
