package dev.lendersync.staff.identity;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a new password must not be, since it would be among the first that somebody tries.
public final class PasswordRules {
    private static final int SHORTEST_NAME = 4;
    private static final int FEWEST_CHARACTERS = 3;
    private static final Pattern NOT_LETTERS = Pattern.compile("[^\\p{L}]+");
    private static final Pattern AROUND = Pattern.compile("^[^\\p{L}@$]+|[^\\p{L}]+$");
    private static final Pattern NOT_LETTERS_OR_DIGITS = Pattern.compile("[^\\p{L}\\p{N}]+");

    /// What hands run along, forwards and backwards.
    private static final Set<String> SEQUENCES = Stream.of(
                    "01234567890123456789",
                    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
                    "qwertyuiopasdfghjklzxcvbnm",
                    "qwertzuiopasdfghjklyxcvbnm",
                    "azertyuiopqsdfghjklmwxcvbn",
                    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
                    "1q2w3e4r5t6y7u8i9o0p",
                    "q1w2e3r4t5y6u7i8o9p0",
                    "a1b2c3d4e5f6g7h8i9j0",
                    "1a2b3c4d5e6f7g8h9i0j",
                    "abc123456789",
                    "123456789abc")
            .flatMap(sequence ->
                    Stream.of(sequence, new StringBuilder(sequence).reverse().toString()))
            .collect(Collectors.toUnmodifiableSet());

    /// Those that head every list of leaked passwords, without the digits and signs that people put around them.
    private static final Set<String> WELL_KNOWN =
            Arrays.stream("""
            password passwort passw passwd motdepasse contrasena senha pass admin administrator adminadmin root toor
            welcome bienvenue willkommen letmein changeme change default secret topsecret login master guest user
            test testing tester temp temporary qwerty qwertz azerty asdf zxcvbn iloveyou loveyou lovely love hello hallo
            bonjour monkey dragon shadow sunshine princess football baseball basketball soccer hockey superman batman
            spiderman pokemon starwars trustno trustnoone whatever freedom michael jennifer jordan daniel ashley
            thomas charlie nicole jessica andrew computer internet samsung google facebook microsoft windows linux
            access access control company business office finance money banking lender lending broker loans
            spring summer autumn winter january february march april june july august september october november
            december monday tuesday wednesday thursday friday saturday sunday canada toronto vancouver montreal
            correcthorsebatterystaple killer hunter ranger mustang ferrari mercedes porsche cheese chocolate cookie
            flower banana orange purple yellow silver golden diamond hannah maggie pepper ginger buster
            """.split("\\s+")).collect(Collectors.toUnmodifiableSet());

    private PasswordRules() {}

    /// What is wrong with a new password, if anything is. It is not repeated.
    ///
    /// @param email of its user; empty when it isn't known
    public static Optional<String> fault(String password, String email) {
        int length = password.codePointCount(0, password.length());
        if (length < Passwords.MIN_LENGTH || length > Passwords.MAX_LENGTH) {
            return Optional.of("must have " + Passwords.MIN_LENGTH + " to " + Passwords.MAX_LENGTH + " characters");
        }
        String folded = Normalizer.normalize(password, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String bare = NOT_LETTERS_OR_DIGITS.matcher(folded).replaceAll("");
        if (folded.codePoints().distinct().count() < FEWEST_CHARACTERS) {
            return Optional.of("must have at least " + FEWEST_CHARACTERS + " different characters");
        }
        if (SEQUENCES.stream().anyMatch(sequence -> sequence.contains(bare))) {
            return Optional.of("must not be a sequence of digits, letters or keys");
        }
        if (holdsName(bare, email)) {
            return Optional.of("must not hold the name in the e-mail address");
        }
        if (bare.contains("lendersync")) {
            return Optional.of("must not hold the name of this product");
        }
        return isWellKnown(folded)
                ? Optional.of("must not be among the first that anybody would try")
                : Optional.empty();
    }

    private static boolean holdsName(String bare, String email) {
        String name = NOT_LETTERS_OR_DIGITS
                .matcher(Email.key(email).replaceFirst("@.*", ""))
                .replaceAll("");
        return name.length() >= SHORTEST_NAME && bare.contains(name);
    }

    /// Without the digits and signs around it, as it is or with the letters that signs stand for: `P@ssw0rd2026!`.
    private static boolean isWellKnown(String folded) {
        String core = AROUND.matcher(folded).replaceAll("");
        String readable = core.replace('@', 'a')
                .replace('4', 'a')
                .replace('0', 'o')
                .replace('3', 'e')
                .replace('1', 'i')
                .replace('$', 's')
                .replace('5', 's');
        return Stream.of(core, readable)
                .map(text -> NOT_LETTERS.matcher(text).replaceAll(""))
                .anyMatch(WELL_KNOWN::contains);
    }
}
