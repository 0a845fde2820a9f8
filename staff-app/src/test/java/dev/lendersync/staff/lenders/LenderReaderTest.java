package dev.lendersync.staff.lenders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.Problem.FieldError;
import dev.lendersync.staff.products.Reading;
import dev.lendersync.staff.reference.LenderStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class LenderReaderTest {
    private static final LenderDraft FULL = new LenderDraft(
            "Prêts Québec Inc.",
            "https://example.com/prets",
            "Ana",
            "ana@example.com",
            "+1 514 555 0100",
            "first line\nsecond",
            LenderStatus.ARCHIVED);

    @Test
    void readsBackWhatItWrote() {
        assertThat(read(LenderJson.of(FULL))).isEqualTo(FULL);
        LenderDraft least = new LenderDraft("日本", null, null, null, null, null, LenderStatus.ACTIVE);
        assertThat(read(LenderJson.of(least))).isEqualTo(least);
        assertThat(read(Json.read("{\"name\":\" 日本 \",\"notes\":\" \",\"id\":\"x\",\"revision\":3}")))
                .isEqualTo(least);
    }

    @Test
    void anEditWithoutAStatusKeepsTheCurrentOne() {
        assertThat(LenderReader.read(Json.read("{\"name\":\"Ana\"}"), LenderStatus.ARCHIVED))
                .isEqualTo(new Reading.Valid<>(
                        new LenderDraft("Ana", null, null, null, null, null, LenderStatus.ARCHIVED)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name":null} | /name | is required
            {"name":"x"} | /name | must have 2 to 120 characters, had 1
            {"website":"example.com"} | /website | must be an address such as https://example.com, was "example.com"
            {"website":"javascript:alert(1)"} | /website | must be an address such as https://example.com, was "javascript:alert(1)"
            {"website":"https:///path"} | /website | must be an address such as https://example.com, was "https:///path"
            {"contactEmail":"ana@example"} | /contactEmail | must be an e-mail address such as name@example.com, was "ana@example"
            {"contactEmail":"a b@example.com"} | /contactEmail | must be an e-mail address such as name@example.com, was "a b@example.com"
            {"contactPhone":5145550100} | /contactPhone | must be text, was 5145550100
            {"status":"active"} | /status | must be one of ACTIVE, ARCHIVED, was "active"
            {"nameKey":"x"} | /nameKey | is not a member of a lender
            {"contact_name":"x"} | /contact_name | is not a member of a lender; did you mean contactName?
            """)
    void oneWrongMemberIsOneError(String members, String pointer, String detail) {
        ObjectNode body = LenderJson.of(FULL);
        body.setAll((ObjectNode) Json.read(members));
        assertThat(errors(body)).containsExactly(new FieldError(pointer, detail));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.com", "HTTPS://example.com:8443/a?b=c", "https://prêts.example"})
    void webAddressesAreAccepted(String website) {
        ObjectNode body = LenderJson.of(FULL).put("website", website);
        assertThat(read(body).website()).isEqualTo(website);
    }

    @Test
    void namesEverythingAtOnce() {
        assertThat(errors(Json.read("{\"website\":1,\"zz\":1,\"status\":2}")))
                .extracting(FieldError::pointer)
                .containsExactly("/name", "/website", "/status", "/zz");
    }

    private static LenderDraft read(JsonNode body) {
        return switch (LenderReader.read(body)) {
            case Reading.Valid<LenderDraft>(LenderDraft draft) -> draft;
            case Reading.Invalid<LenderDraft>(List<FieldError> errors) -> throw new AssertionError(errors);
        };
    }

    private static List<FieldError> errors(JsonNode body) {
        return switch (LenderReader.read(body)) {
            case Reading.Valid<LenderDraft>(LenderDraft draft) -> throw new AssertionError("valid: " + draft);
            case Reading.Invalid<LenderDraft>(List<FieldError> errors) -> errors;
        };
    }
}
