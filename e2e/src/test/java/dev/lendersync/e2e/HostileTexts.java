package dev.lendersync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Json;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;

/// Texts that break programs which don't treat them as mere text. Where one runs as a script, it sets
/// `window.hostile`, so that a page can be asked whether any did.
final class HostileTexts {
    private static final int AT_ONCE = 4;

    private HostileTexts() {}

    /// What is done with one of them.
    interface Attempt {
        void with(HostileText hostile, int number) throws Exception;
    }

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

    /// What is stored of the name of a lender or product.
    static String cleaned(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .replaceAll("[\\p{IsWhite_Space}\\x1C-\\x1F]+", " ")
                .strip();
    }

    /// No text breaks an answer, or becomes one of its headers.
    static Http.Answer unharmed(Http.Answer answer, String what) {
        assertThat(answer.status()).as(what).isLessThan(500);
        assertThat(answer.headers().keySet())
                .as(what)
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("hostile"));
        assertThat(answer.header("Set-Cookie")).as(what).doesNotContain("hostile");
        return answer;
    }

    /// Does something with each of them, some at once.
    static void withEach(Attempt attempt) throws Exception {
        List<HostileText> all = all();
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            int number = i;
            tasks.add(() -> {
                attempt.with(all.get(number), number);
                return null;
            });
        }
        atOnce(tasks);
    }

    /// Does all of these, some at once.
    static void atOnce(List<Callable<Void>> tasks) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<Void> each : threads.invokeAll(tasks)) {
                each.get();
            }
        }
    }

    /// Those that are scripts, or would be in a page that is careless.
    static List<HostileText> scripts() {
        return all().stream().filter(each -> each.text().contains("hostile")).toList();
    }
}
