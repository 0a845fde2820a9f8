package dev.lendersync.staff.lenders;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.lendersync.protocol.Problem.FieldError;
import dev.lendersync.staff.products.BodyReader;
import dev.lendersync.staff.products.Quoted;
import dev.lendersync.staff.products.Reading;
import dev.lendersync.staff.products.Texts;
import dev.lendersync.staff.reference.LenderStatus;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the body of a create or an edit of a lender and checks it against every rule. A body states the whole lender;
/// only `name` is required.
public final class LenderReader {
    /// What the Staff App itself answers beside the writable members; ignored, so that what a GET answered can be
    /// edited and PUT back.
    private static final Set<String> READ_ONLY =
            Set.of("id", "revision", "products", "position", "createdAt", "createdBy", "updatedAt", "updatedBy");

    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@.]+");

    private LenderReader() {}

    /// Reads the body of a create: a lender whose status is not stated is active.
    public static Reading<LenderDraft> read(JsonNode body) {
        return read(body, LenderStatus.ACTIVE);
    }

    /// Reads the body of an edit.
    ///
    /// @param current the status that the lender keeps when the body states none
    public static Reading<LenderDraft> read(JsonNode body, LenderStatus current) {
        BodyReader reader = BodyReader.of(body);
        String name = reader.required("name", reader.name("name"));
        String website = website(reader);
        String contactName = reader.text("contactName", 120);
        String contactEmail = email(reader);
        String contactPhone = reader.text("contactPhone", 40);
        String notes = reader.text("notes", Texts.MAX_LENGTH);
        LenderStatus status = reader.code("status", LenderStatus.CODES);
        reader.refuseUnknown("a lender", READ_ONLY);
        List<FieldError> errors = reader.errors();
        if (!errors.isEmpty()) {
            return new Reading.Invalid<>(errors);
        }
        return new Reading.Valid<>(new LenderDraft(
                requireNonNull(name),
                website,
                contactName,
                contactEmail,
                contactPhone,
                notes,
                requireNonNullElse(status, current)));
    }

    private static @Nullable String email(BodyReader reader) {
        String text = reader.text("contactEmail", 254);
        if (text == null || EMAIL.matcher(text).matches()) {
            return text;
        }
        reader.error("contactEmail", "must be an e-mail address such as name@example.com, was " + Quoted.text(text));
        return null;
    }

    private static @Nullable String website(BodyReader reader) {
        String text = reader.text("website", 300);
        if (text == null || isWebAddress(text)) {
            return text;
        }
        reader.error("website", "must be an address such as https://example.com, was " + Quoted.text(text));
        return null;
    }

    private static boolean isWebAddress(String text) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            return Set.of("http", "https").contains(scheme) && uri.getRawAuthority() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
