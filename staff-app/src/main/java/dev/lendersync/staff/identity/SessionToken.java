package dev.lendersync.staff.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What a browser's cookie holds. The CSRF token is derived from it, so it needs no storing, and tells nobody the
/// cookie.
public final class SessionToken {
    private static final Pattern FORM = Pattern.compile(Credentials.SESSION_PREFIX + "[A-Za-z0-9]{40}");
    private static final String MAC = "HmacSHA256";
    private static final byte[] PURPOSE = "csrf".getBytes(StandardCharsets.US_ASCII);

    private final String token;

    private SessionToken(String token) {
        this.token = token;
    }

    /// Nothing when the text has not the form of one.
    public static Optional<SessionToken> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new SessionToken(text)) : Optional.empty();
    }

    static SessionToken create(Credentials credentials) {
        return new SessionToken(credentials.sessionToken());
    }

    /// For the cookie only.
    public String reveal() {
        return token;
    }

    byte[] hash() {
        return Credentials.hash(token);
    }

    /// What a page must send along with each write: 43 characters.
    public String csrf() {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.US_ASCII), MAC));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(PURPOSE));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + MAC, e);
        }
    }

    /// Compares in constant time.
    public boolean hasCsrf(String claimed) {
        return MessageDigest.isEqual(csrf().getBytes(StandardCharsets.UTF_8), claimed.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "SessionToken";
    }
}
