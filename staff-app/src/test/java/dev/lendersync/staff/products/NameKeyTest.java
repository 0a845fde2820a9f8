package dev.lendersync.staff.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.staff.reference.Category;
import dev.lendersync.staff.reference.Country;
import java.math.BigDecimal;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NameKeyTest {
    @ParameterizedTest
    @CsvSource({
        "Flex Line,flexline",
        "FLEX–LINE,flexline",
        "' flex  line ',flexline",
        "A+ 1.5,a+1.5",
        "A 15,a15",
        "A 1. 5,a15",
        "A .5,a5",
        "A 1.,a1",
        "1.2.3,1.2.3",
        "Prêt à terme,prêtàterme",
        "É,é",
        "ÉCLAIR,éclair",
        "日本,日本",
        "ﬁnance,finance",
        "１２．５,12.5",
        "O’Brien & Co.,obrienco",
        "STRASSE,strasse",
        "Straße,straße",
        "ΟΔΟΣ,οδοσ",
        "Flex²,flex2",
        "---,''",
    })
    void keepsWhatTellsNamesApart(String name, String key) {
        assertThat(NameKey.of(name)).isEqualTo(key);
    }

    @Test
    void supplementaryLettersAndDigitsCount() {
        assertThat(NameKey.of("\uD840\uDC00 \uD83D\uDE00")).isEqualTo("\uD840\uDC00");
        // Mathematical digits become plain ones with NFKC.
        assertThat(NameKey.of("\uD835\uDFCF.\uD835\uDFD0")).isEqualTo("1.2");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void cleaningANameNeverChangesItsKeyAndIsIdempotent(long seed) {
        Random random = new Random(seed);
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            int codePoint = random.nextInt(random.nextBoolean() ? 0x250 : 0x20000);
            name.appendCodePoint(Character.getType(codePoint) == Character.SURROGATE ? ' ' : codePoint);
        }
        String clean = Names.clean(name.toString());
        assertThat(Names.clean(clean)).isEqualTo(clean);
        assertThat(NameKey.of(clean)).isEqualTo(NameKey.of(name.toString()));
        assertThat(clean).doesNotContain("  ", "\u00A0", "\t", "\n");
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @CsvSource({
        "'  Flex   Line ',Flex Line",
        "'Flex\u00A0Line',Flex Line",
        "'Flex\u2003\tLine\u3000',Flex Line",
        "ﬁnance,finance"
    })
    void cleanFoldsWhiteSpace(String name, String clean) {
        assertThat(Names.clean(name)).isEqualTo(clean);
    }

    @Test
    void theNaturalKeyTellsTiersAndTwinsApart() {
        UUID lender = UUID.fromString("01890000-0000-7000-8000-000000000001");
        assertThat(key(lender, Country.CA, "Flex Line", "10000", null))
                .isEqualTo(lender + "|CA|LINE_OF_CREDIT|flexline|10000.00|-");
        assertThat(key(lender, Country.CA, "FLEX-LINE", "1E+4", null))
                .isEqualTo(key(lender, Country.CA, "Flex Line", "10000.00", null));
        assertThat(key(lender, Country.US, "Flex Line", "10000", null))
                .isNotEqualTo(key(lender, Country.CA, "Flex Line", "10000", null));
        assertThat(key(lender, Country.CA, "Flex Line", "10000", "50000"))
                .isNotEqualTo(key(lender, Country.CA, "Flex Line", "10000", "60000"));
        assertThat(key(lender, Country.CA, "Flex Line", "0", null))
                .isNotEqualTo(key(lender, Country.CA, "Flex Line", null, null));
    }

    private static String key(UUID lender, Country country, String name, @Nullable String min, @Nullable String max) {
        return NaturalKey.of(
                        lender,
                        country,
                        Category.LINE_OF_CREDIT,
                        name,
                        min == null ? null : new BigDecimal(min),
                        max == null ? null : new BigDecimal(max))
                .text();
    }
}
