package dev.lendersync.run;

import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The first staff login, its API token, and the key for the Staff App's secrets in the embedded database: made once and
/// remembered.
///
/// @param token `lst_` and 40 letters and digits
/// @param secretsKey 32 bytes in base64
record AdminAccount(String email, String password, String token, String secretsKey) {
    private static final String FILE = "admin.json";
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int PASSWORD_LENGTH = 20;
    private static final int TOKEN_LENGTH = 40;
    private static final int KEY_BYTES = 32;

    /// What the environment says, else what was remembered, else made now.
    ///
    /// @param random must be cryptographically strong
    static AdminAccount recall(Home home, Settings settings, RandomGenerator random) throws IOException {
        Optional<JsonNode> remembered = home.read(FILE);
        AdminAccount account = new AdminAccount(
                settings.adminEmail(),
                either(settings.adminPassword(), remembered, "password", () -> text(random, PASSWORD_LENGTH)),
                either(null, remembered, "token", () -> "lst_" + text(random, TOKEN_LENGTH)),
                either(null, remembered, "secretsKey", () -> key(random)));
        home.write(FILE, account);
        return account;
    }

    private static String either(
            @Nullable String wanted, Optional<JsonNode> remembered, String member, Supplier<String> made) {
        if (wanted != null) {
            return wanted;
        }
        return remembered
                .map(json -> json.path(member).asString())
                .filter(text -> !text.isEmpty())
                .orElseGet(made);
    }

    private static String text(RandomGenerator random, int length) {
        return random.ints(length, 0, ALPHABET.length())
                .mapToObj(index -> ALPHABET.substring(index, index + 1))
                .collect(Collectors.joining());
    }

    private static String key(RandomGenerator random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    @Override
    public String toString() {
        return "AdminAccount[" + email + "]";
    }
}
