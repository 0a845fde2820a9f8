package dev.lendersync.staff.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// Makes, recognises and hashes random credentials: `lst_` (staff tokens), `lsk_` (client API keys), `lss_`
/// (sessions) or `lsi_` (invites), and 40 letters and digits, 238 random bits. The prefixes let scanners find leaked
/// ones.
public final class Credentials {
    public static final String STAFF_PREFIX = "lst_";
    public static final String CLIENT_PREFIX = "lsk_";
    static final String SESSION_PREFIX = "lss_";
    static final String INVITE_PREFIX = "lsi_";

    static final int LENGTH = 40;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final Pattern FORM = Pattern.compile("ls[tk]_[A-Za-z0-9]{" + LENGTH + "}");

    private final RandomGenerator random;

    /// @param random cryptographically strong
    public Credentials(RandomGenerator random) {
        this.random = random;
    }

    public String staffToken() {
        return STAFF_PREFIX + text();
    }

    public String clientKey() {
        return CLIENT_PREFIX + text();
    }

    String sessionToken() {
        return SESSION_PREFIX + text();
    }

    String inviteToken() {
        return INVITE_PREFIX + text();
    }

    private String text() {
        StringBuilder text = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    /// Whether the text has the form of a bearer credential.
    public static boolean wellFormed(String credential) {
        return FORM.matcher(credential).matches();
    }

    /// The credential behind `Bearer` in an `Authorization` header, if it is well formed.
    public static Optional<String> bearer(String header) {
        boolean bearer = header.regionMatches(true, 0, "Bearer ", 0, 7);
        String credential = bearer ? header.substring(7).strip() : "";
        return wellFormed(credential) ? Optional.of(credential) : Optional.empty();
    }

    /// By what people recognise a credential: 4 of its letters, which leave 214 random bits.
    static String shown(String credential) {
        return credential.substring(STAFF_PREFIX.length(), STAFF_PREFIX.length() + 4);
    }

    /// What is stored of a credential.
    public static byte[] hash(String credential) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(credential.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
