package dev.lendersync.staff.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.Problem;
import dev.lendersync.staff.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientDraftTest {
    private static ClientDraft read(String name, String baseUrl) {
        return ClientDraft.read(Json.read(Json.write(Map.of("name", name, "baseUrl", baseUrl))));
    }

    private static Problem problem(String json) {
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> ClientDraft.read(Json.read(json)));
        assertThat(refused).isNotNull();
        assertThat(refused.problem().status()).isEqualTo(422);
        // It can be written, whatever the body held.
        assertThat(new String(refused.problem().encode(), StandardCharsets.UTF_8))
                .contains("\"errors\"");
        return refused.problem();
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8081, http://localhost:8081",
        "https://portal.example/, https://portal.example",
        "' https://portal.example/a/b// ', https://portal.example/a/b",
        "HTTP://Portal.Example, HTTP://Portal.Example",
        "http://[::1]:8081, http://[::1]:8081",
        "http://a, http://a",
    })
    void takesHttpUrls(String typed, String kept) {
        assertThat(read(" Portal ", typed)).isEqualTo(new ClientDraft("Portal", kept));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "portal.example",
                "/portal",
                "//portal.example",
                "ftp://portal.example",
                "file:///etc/passwd",
                "http://",
                "http:///path",
                "http:portal",
                "http://user@portal.example",
                "http://user:pw@portal.example",
                "http://portal.example?",
                "http://portal.example?a=b",
                "http://portal.example#",
                "http://portal.example#x",
                "http://portal.example:0",
                "http://portal.example:65536",
                "http://portal.example:-1",
                "http://a b",
                "http://pörtal.example",
                "http://portal.example/ü",
                "javascript:alert(1)",
                "http://2130706433",
                "http://0x7f.1",
                "http://0177.0.0.1:8080",
                "http://127.1/",
                "https://portal.1.",
                "http://[::ffff:127.0.0.1]",
                "http://a\\nb"
            })
    void refusesOtherUrls(String url) {
        Problem problem = problem(new String(Json.write(Map.of("name", "P", "baseUrl", url)), StandardCharsets.UTF_8));

        assertThat(problem.errors()).extracting(Problem.FieldError::pointer).containsExactly("/baseUrl");
    }

    @Test
    void limitsLengths() {
        String longest = "http://a/" + "x".repeat(ClientDraft.MAX_URL - 9);

        assertThat(read("\uD83C\uDFE6".repeat(120), longest).baseUrl()).isEqualTo(longest);
        assertThat(problem("{\"name\":\"" + "n".repeat(121) + "\",\"baseUrl\":\"" + longest + "x\"}")
                        .errors())
                .extracting(Problem.FieldError::pointer)
                .containsExactly("/name", "/baseUrl");
    }

    @Test
    void listsEverythingThatIsWrongAtOnce() {
        assertThat(problem("{\"name\":7,\"url\":\"x\",\"a/b~\":1}").errors())
                .containsExactly(
                        new Problem.FieldError("/name", "must be text"),
                        new Problem.FieldError("/baseUrl", "is required"),
                        new Problem.FieldError("/url", "is not a member of a client"),
                        new Problem.FieldError("/a~1b~0", "is not a member of a client"));
        assertThat(problem("{\"name\":null,\"baseUrl\":\"http://a\"}").errors())
                .containsExactly(new Problem.FieldError("/name", "is required"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "\"text\"", "1"})
    void refusesWhatIsNoObject(String json) {
        assertThat(problem(json).errors()).containsExactly(new Problem.FieldError("", "must be a JSON object"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "a\\nb", "\\ud800", "   "})
    void refusesNamesThatAreNoText(String name) {
        assertThat(problem("{\"name\":\"" + name + "\",\"baseUrl\":\"http://a\",\"\\ud800\":1}")
                        .errors())
                .extracting(Problem.FieldError::pointer)
                .containsExactly("/name", "/?");
    }
}
