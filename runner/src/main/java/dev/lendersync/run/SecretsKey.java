package dev.lendersync.run;

import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The key under which the Staff App encrypts webhook secrets in the embedded database: 32 bytes in base64, made once
/// and remembered beside the data.
final class SecretsKey {
    private static final String FILE = "secrets-key.json";
    private static final int BYTES = 32;

    private record Content(String key) {}

    private SecretsKey() {}

    /// @param random must be cryptographically strong
    static String recall(Home home, RandomGenerator random) throws IOException {
        Optional<String> remembered =
                home.read(FILE).map(json -> json.path("key").asString("")).filter(key -> !key.isEmpty());
        if (remembered.isPresent()) {
            return remembered.get();
        }
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String key = Base64.getEncoder().encodeToString(bytes);
        home.write(FILE, new Content(key));
        return key;
    }
}
