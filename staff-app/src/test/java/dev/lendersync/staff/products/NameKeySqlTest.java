package dev.lendersync.staff.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.postgres.EmbeddedPostgres;
import dev.lendersync.staff.database.TestDatabase;
import dev.lendersync.staff.reference.Category;
import dev.lendersync.staff.reference.Country;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Names and keys are the same in Java and in SQL, on every server.
@Tag("slow")
class NameKeySqlTest {
    private static final int SEED = 20_261_122;
    private static final int RANDOM_NAMES = 2_000;
    private static final int MAX_LENGTH = 24;

    private static final List<String> CASES = List.of(
            "Flex Line",
            "  Flex \t Line\n",
            "A+ 1.5",
            "A 15",
            "1.5.",
            ".5",
            "5.",
            "1..5",
            "1.5.5",
            "a.b",
            "1.a",
            "1.５",
            "١.٢",
            "Élan",
            "E\u0301lan",
            "ÉLAN",
            "日本",
            "İstanbul",
            "ISTANBUL",
            "ıI",
            "ΟΔΟΣ",
            "ΟΔΟΣ Α",
            "Σ",
            "ΑΣ.Α",
            "οδος",
            "STRASSE",
            "straße",
            "ẞ",
            "ﬁnance",
            "①②",
            "½",
            "Ⅷ",
            "x²",
            "－‐‑–—",
            "’‘“”'\"",
            "no\u00a0break",
            "ideo\u3000graphic",
            "thin\u2009space",
            "zero\u200bwidth",
            "line\u2028sep",
            "nel\u0085x",
            "unit\u001fseparator",
            "\u001cedge\u001d",
            "vertical\u000btab",
            "हिन्दी",
            "ไทย",
            "العربية",
            "עברית",
            "한국어",
            "한",
            "𝐁𝐨𝐥𝐝",
            "𐐀𐐨",
            "😀 ok",
            "");

    /// Old blocks, without what Unicode 11 and later assigned in them: a server knows the Unicode of its ICU library,
    /// and may take a newer letter for no letter.
    private static final int[][] BLOCKS = {
        {0x01, 0x24F},
        {0x250, 0x36F},
        {0x370, 0x3FF},
        {0x400, 0x52F},
        {0x531, 0x556},
        {0x561, 0x586},
        {0x591, 0x5EA},
        {0x5F0, 0x5F4},
        {0x600, 0x6FF},
        {0x900, 0x97F},
        {0x980, 0x9FB},
        {0xE01, 0xE5B},
        {0x10A0, 0x10FF},
        {0x1100, 0x11FF},
        {0x1E00, 0x1EFF},
        {0x1F00, 0x1FFF},
        {0x2000, 0x206F},
        {0x2070, 0x209C},
        {0x2100, 0x2188},
        {0x2460, 0x24FF},
        {0x3000, 0x30FF},
        {0x3300, 0x33FE},
        {0x4E00, 0x9FA5},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFA6D},
        {0xFB00, 0xFB4F},
        {0xFB50, 0xFD3F},
        {0xFE30, 0xFE4F},
        {0xFF00, 0xFFEF},
        {0x10400, 0x1044F},
        {0x1D400, 0x1D7FF},
        {0x1F600, 0x1F64F},
        {0x20, 0x7E},
        {0x20, 0x7E},
        {0x2E, 0x39}
    };

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("dev.lendersync.staff.database.TestServers#all")
    void sqlAndJavaAgree(EmbeddedPostgres server) throws SQLException {
        List<String> names = new ArrayList<>(CASES);
        RandomGenerator random = new Random(SEED);
        for (int i = 0; i < RANDOM_NAMES; i++) {
            names.add(name(random));
        }
        try (TestDatabase database = TestDatabase.on(server)) {
            UUID lender = new UUID(0x0123456789ab7000L, 0x8000000000000001L);
            compare(database, names, "sync.name_key(n)", NameKey::of);
            compare(database, names, "sync.clean_name(n)", Names::clean);
            compare(
                    database,
                    names,
                    "sync.natural_key('" + lender + "', 'CA', 'TERM_LOAN', n, 10000.5, NULL)",
                    name -> NaturalKey.of(lender, Country.CA, Category.TERM_LOAN, name, new BigDecimal("10000.5"), null)
                            .text());
        }
    }

    private static void compare(TestDatabase database, List<String> names, String sql, UnaryOperator<String> java)
            throws SQLException {
        List<String> inSql = database.texts(
                "SELECT " + sql + " FROM unnest(?::text[]) WITH ORDINALITY AS x (n, i) ORDER BY i",
                (Object) names.toArray(String[]::new));
        assertThat(inSql).hasSameSizeAs(names);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String inJava = java.apply(names.get(i));
            if (!inJava.equals(inSql.get(i))) {
                differences.add(escaped(names.get(i)) + ": SQL " + escaped(inSql.get(i)) + ", Java " + escaped(inJava));
            }
        }
        assertThat(differences).as(sql).isEmpty();
    }

    /// Runs of one script, as names are, with the odd foreign character.
    private static String name(RandomGenerator random) {
        StringBuilder name = new StringBuilder();
        int length = 1 + random.nextInt(MAX_LENGTH);
        int[] block = BLOCKS[random.nextInt(BLOCKS.length)];
        while (name.codePointCount(0, name.length()) < length) {
            int[] from = random.nextInt(4) == 0 ? BLOCKS[random.nextInt(BLOCKS.length)] : block;
            int c = from[0] + random.nextInt(from[1] - from[0] + 1);
            if (Character.isDefined(c)) {
                name.appendCodePoint(c);
            }
        }
        return name.toString();
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints()
                .forEach(c -> escaped.append(c > 0x20 && c < 0x7f ? Character.toString(c) : "<%04X>".formatted(c)));
        return escaped.toString();
    }
}
