package dev.lendersync.staff.identity;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Rules for the e-mail addresses that users log in with. Nothing is ever sent to them, so hosts without a dot will do.
public final class Email {
    public static final int MAX_LENGTH = 254;

    /// Without `/`: behind it stands the name of a token, where an actor is named.
    private static final Pattern FORM = Pattern.compile("[^\\s@/\\p{Cntrl}\\p{Cs}]+@[^\\s@/\\p{Cntrl}\\p{Cs}]+");

    private static final Pattern NOT_TEXT = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");

    private Email() {}

    /// What is wrong with what was typed at a login, where any other text is just nobody's address.
    public static Optional<String> typedFault(String email) {
        if (email.length() > MAX_LENGTH) {
            return Optional.of("must have at most " + MAX_LENGTH + " characters");
        }
        return NOT_TEXT.matcher(email.strip()).find()
                ? Optional.of("must not hold control characters")
                : Optional.empty();
    }

    /// What is wrong with an address, if anything is.
    public static Optional<String> fault(String email) {
        return email.length() <= MAX_LENGTH && FORM.matcher(email).matches()
                ? Optional.empty()
                : Optional.of("must be an e-mail address of at most " + MAX_LENGTH + " characters");
    }

    /// What two spellings of one address have in common.
    public static String key(String email) {
        return Normalizer.normalize(email.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
