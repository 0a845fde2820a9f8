package dev.lendersync.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookNoticeTest {
    private static final String GOLDEN = TestFiles.text("golden/webhook.json");
    private static final WebhookNotice.Changed CHANGED = new WebhookNotice.Changed(Products.id(1), "upsert");

    private static WebhookNotice notice(List<WebhookNotice.Changed> changed) {
        Position longest = new Position(new Epoch("e".repeat(80)), Position.MAX_INTEGER);
        return new WebhookNotice(
                Instant.parse("2026-11-22T10:42:07.123456789Z"), longest, Digest.EMPTY, true, changed, true);
    }

    private static WebhookNotice decode(String json) {
        return WebhookNotice.decode(json.getBytes(UTF_8));
    }

    @Test
    void theLongestNoticeKeepsToTheLimit() {
        WebhookNotice longest = notice(Collections.nCopies(WebhookNotice.MAX_CHANGED, CHANGED));
        assertThat(longest.encode()).hasSizeLessThanOrEqualTo(WebhookNotice.MAX_BYTES);
        assertThat(WebhookNotice.decode(longest.encode())).isEqualTo(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> notice(Collections.nCopies(WebhookNotice.MAX_CHANGED + 1, CHANGED)));
    }

    @Test
    void moreChangesThanTheLimitAreNotKept() {
        String entry = "{\"id\":\"" + new UUID(0, 1) + "\",\"op\":\"upsert\"}";
        String many = String.join(",", Collections.nCopies(WebhookNotice.MAX_CHANGED + 1, entry));
        assertThat(decode(GOLDEN.replaceAll("\"changed\":\\[.*?]", "\"changed\":[" + many + "]"))
                        .changed())
                .hasSize(WebhookNotice.MAX_CHANGED);
    }

    @Test
    void whatIsOnlyForLogsMayBeMissing() {
        WebhookNotice whole = decode(GOLDEN);
        String bare = GOLDEN.replaceAll(",\"force\":.*]", "").replace(",\"truncated\":true", "");
        assertThat(bare).doesNotContain("force", "changed", "truncated");
        assertThat(decode(bare))
                .isEqualTo(new WebhookNotice(
                        whole.timestamp(), whole.position(), whole.digest(), false, List.of(), false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"type\":\"lender_products.updated\"|\"type\":\"other\"|\"type\" must be \"lender_products.updated\"",
                "\"type\":\"lender_products.updated\"|\"type\":1|\"type\" must be a string",
                "2026-11-22T|2026-13-22T|\"timestamp\" must be an RFC 3339 time",
                "\"timestamp\"|\"time\"|\"timestamp\" must be a string",
                "\"data\"|\"date\"|\"position\" must be a string",
                "\"data\":{|\"data\":[{|not JSON",
                "b:124|b:0124|\"position\": the version of a position",
                "\"position\"|\"pos\"|\"position\" must be a string",
                "\"digest\":\"|\"digest\":\"0|\"digest\": a digest is 64",
                "\"op\":\"upsert\"|\"op\":1|\"op\" must be a string",
                "\"id\":\"0|\"id\":\"X|\"id\": an id is a lower-case UUID"
            })
    void aMalformedMemberIsRefused(String what, String with, String message) {
        assertThat(GOLDEN).contains(what);
        assertThatThrownBy(() -> decode(GOLDEN.replace(what, with)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "\"a\"", "{}", "{\"position\":\"a:1\"}"})
    void whatIsNoMessageIsRefused(String text) {
        assertThatThrownBy(() -> decode(text)).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> Applied.decode(text.getBytes(UTF_8))).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void anAppliedReportThatIsCutAnywhereIsRefused() {
        String json = new String(new Applied(Products.at(1), Digest.EMPTY).encode(), UTF_8);
        for (int length = 0; length < json.length(); length++) {
            byte[] cut = json.substring(0, length).getBytes(UTF_8);
            assertThatThrownBy(() -> Applied.decode(cut)).isInstanceOf(MalformedMessageException.class);
        }
    }
}
