package dev.lendersync.staff.sheets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Json;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class CellTextsTest {
    private static final String CHARACTERS = "'=+-@\t\r\n a_x0D";

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 50);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsNeutralisedIsReadAsItWas(long seed) {
        Random dice = new Random(seed);
        for (int round = 0; round < 200; round++) {
            StringBuilder text = new StringBuilder();
            for (int length = dice.nextInt(9); length > 0; length--) {
                text.append(CHARACTERS.charAt(dice.nextInt(CHARACTERS.length())));
            }
            String neutral = CellTexts.neutral(text.toString());
            assertThat(CellTexts.plain(neutral)).isEqualTo(text.toString());
            assertThat(neutral).doesNotMatch("(?s)[=+\\-@\t\r].*");
            assertThat(XlsxTexts.unescape(XlsxTexts.escape(text.toString()))).isEqualTo(text.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "'quoted'", "a=b", "'", "''"})
    void otherTextStaysAsItIs(String text) {
        assertThat(CellTexts.neutral(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BANK_STATEMENTS",
                "TAX_RETURNS (optional)",
                "TAX_RETURNS (closing)",
                "TAX_RETURNS (from 25000.00)",
                "TAX_RETURNS (optional closing from 25000.00)"
            })
    void documentsAreWrittenAsTheyAreRead(String text) {
        ObjectNode product = Json.MAPPER.createObjectNode();
        ReadCell read = CellReader.read(ColumnMember.REQUIRED_DOCUMENTS, "documents", text + "; INVOICES");
        assertThat(read).isInstanceOfSatisfying(ReadCell.States.class, states -> product.setAll(states.members()));
        String amount =
                product.path("requiredDocuments").path(0).path("amountFrom").asString("");
        assertThat(amount).isIn("", "25000.00");
        assertThat(DocumentTexts.write(product.path("requiredDocuments"))).isEqualTo(text + "; INVOICES");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"TAX_RETURNS (sometimes)", "MOON (optional)", "TAX_RETURNS (from x)", "TAX_RETURNS (closing"})
    void documentsThatMeanNothingAreRefused(String text) {
        assertThat(CellReader.read(ColumnMember.REQUIRED_DOCUMENTS, "documents", text))
                .isInstanceOf(ReadCell.Unreadable.class);
    }
}
