package dev.lendersync.e2e;

import dev.lendersync.protocol.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/// Texts that break programs which don't treat them as mere text. Where one runs as a script, it sets
/// `window.hostile`, so that a page can be asked whether any did.
final class HostileTexts {
    private HostileTexts() {}

    /// @param name says what it tries; unique
    record HostileText(String name, String text) {
        /// For names of tests; the text itself would break their reports.
        @Override
        public String toString() {
            return name;
        }
    }

    static List<HostileText> all() {
        try (InputStream file = Objects.requireNonNull(
                HostileTexts.class.getResourceAsStream("/hostile-texts.json"), "hostile texts")) {
            return StreamSupport.stream(Json.read(file.readAllBytes()).spliterator(), false)
                    .map(each -> new HostileText(
                            each.path("name").asString(), each.path("text").asString()))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("a resource can't be read", e);
        }
    }

    /// Those that are scripts, or would be in a page that is careless.
    static List<HostileText> scripts() {
        return all().stream().filter(each -> each.text().contains("hostile")).toList();
    }
}
