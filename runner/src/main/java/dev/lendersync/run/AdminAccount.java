package dev.lendersync.run;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The first staff login and its API token, made once and remembered.
///
/// @param token `lst_` and 40 letters and digits
record AdminAccount(String email, String password, String token) {
    private static final String FILE = "admin.json";
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int PASSWORD_LENGTH = 20;
    private static final int TOKEN_LENGTH = 40;

    /// What the environment says, else what was remembered, else made now.
    ///
    /// @param random must be cryptographically strong
    static AdminAccount recall(Home home, Settings settings, RandomGenerator random) throws IOException {
        Optional<JsonNode> remembered = home.read(FILE);
        AdminAccount account = new AdminAccount(
                settings.adminEmail(),
                either(settings.adminPassword(), remembered, "password", () -> text(random, PASSWORD_LENGTH)),
                either(null, remembered, "token", () -> "lst_" + text(random, TOKEN_LENGTH)));
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

    @Override
    public String toString() {
        return "AdminAccount[" + email + "]";
    }
}
