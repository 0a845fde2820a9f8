package dev.lendersync.run.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleCatalogTest {
    private static final SampleCatalog STANDARD = SampleCatalog.standard();

    @Test
    void theStandardCatalogNeverChangesUnnoticed() throws Exception {
        byte[] bytes = STANDARD.toString().getBytes(StandardCharsets.UTF_8);

        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));

        assertThat(hash).isEqualTo("aff7e50d9ffa0d615b75b484459eeec28d33321e3e6ce837ad6c8eab24ef37d1");
    }

    @Test
    void theSeedDecides() {
        assertThat(SampleCatalog.of(7, 541)).isEqualTo(SampleCatalog.of(7, 541));
        assertThat(SampleCatalog.of(7, 541)).isNotEqualTo(SampleCatalog.of(8, 541));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 50, 541, 5_300, 10_000})
    void exactlySoManyAreInTheCatalogAndNoneTwice(int count) {
        SampleCatalog catalog = SampleCatalog.of(3, count);

        assertThat(catalog.published()).hasSize(count);
        assertThat(catalog.products()).hasSizeLessThanOrEqualTo(count + count / 10);
        assertThat(catalog.products()).extracting(SampleCatalogTest::naturalKey).doesNotHaveDuplicates();
        assertThat(ids(catalog)).doesNotHaveDuplicates();
        assertThat(catalog.lenders())
                .extracting(lender -> lettersAndDigits(lender.name()))
                .doesNotHaveDuplicates();
    }

    @Test
    void countsOutsideTheLimitsAreRefused() {
        assertThatThrownBy(() -> SampleCatalog.of(1, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SampleCatalog.of(1, SampleCatalog.MAX_PRODUCTS + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itIsShapedLikeARealBrokersCatalog() {
        assertThat(STANDARD.lenders()).hasSize(60);
        assertThat(STANDARD.published()).hasSize(500);
        assertThat(STANDARD.lenders()).extracting(SampleLender::status).contains("ACTIVE", "ARCHIVED");
        assertThat(values(SampleProduct::status)).containsOnlyKeys("PUBLISHED", "DRAFT", "ARCHIVED");
        assertThat(values(SampleProduct::country)).containsOnlyKeys("CA", "US");
        assertThat(values(SampleProduct::category)).hasSize(12);
        assertThat(values(p -> String.valueOf(p.rate().kind())))
                .containsOnlyKeys("APR", "MONTHLY_PERCENT", "FACTOR", "null");
        assertThat(values(p -> String.valueOf(p.rate().index())))
                .containsOnlyKeys("CA_PRIME", "CORRA", "US_PRIME", "SOFR", "null");
        assertThat(values(p -> String.valueOf(p.requirements().requiresReceivables())))
                .containsOnlyKeys("true", "false");
        assertThat(values(p -> p.amounts().min() == null)).containsOnlyKeys(true, false);
        assertThat(values(p -> p.documents().isEmpty())).containsOnlyKeys(true, false);
        assertThat(STANDARD.toString()).contains("à terme", "日本", "Cañón", "🎉");
    }

    @Test
    void itHasTiersTwinsNearlyEqualLendersAndLongTexts() {
        Map<String, Long> tiers = values(p -> p.lenderId() + p.country() + p.category() + p.name());
        assertThat(tiers.values()).anyMatch(count -> count >= 4);
        Map<String, Set<String>> countries = STANDARD.products().stream()
                .collect(Collectors.groupingBy(
                        p -> p.lenderId() + p.category() + p.name() + p.amounts(),
                        Collectors.mapping(SampleProduct::country, Collectors.toSet())));
        assertThat(countries.values()).filteredOn(both -> both.size() == 2).hasSizeGreaterThan(20);
        List<String> names = STANDARD.lenders().stream().map(SampleLender::name).toList();
        assertThat(names)
                .filteredOn(name -> names.stream().anyMatch(other -> !other.equals(name) && other.startsWith(name)))
                .hasSizeGreaterThan(2);
        assertThat(texts(STANDARD)).anyMatch(text -> text.length() > 3_000).allMatch(text -> text.length() <= 4_000);
    }

    @Test
    void everyProductKeepsTheRulesOfTheDomain() {
        assertThat(SampleCatalog.of(11, 5_300).products()).allSatisfy(product -> {
            assertOrdered(product.amounts().min(), product.amounts().max());
            SampleProduct.Rate rate = product.rate();
            assertOrdered(rate.min(), rate.max());
            assertThat(rate.kind() == null).isEqualTo(rate.min() == null);
            assertThat(rate.index() == null || "VARIABLE".equals(rate.type())).isTrue();
            assertThat(rate.max() == null || rate.max().compareTo(highest(rate)) <= 0)
                    .isTrue();
            Integer shortest = product.requirements().termMinMonths();
            Integer longest = product.requirements().termMaxMonths();
            assertThat(shortest == null || longest == null || shortest <= longest)
                    .isTrue();
            assertThat(product.uses().regionsExcluded()).allMatch(region -> region.startsWith(product.country() + "-"));
            assertThat(product.documents())
                    .extracting(SampleProduct.Document::code)
                    .doesNotHaveDuplicates();
        });
    }

    @Test
    void namesAreAlreadyNormalised() {
        List<String> names = Stream.concat(
                        STANDARD.lenders().stream().map(SampleLender::name),
                        STANDARD.products().stream().map(SampleProduct::name))
                .toList();

        assertThat(names).allSatisfy(name -> {
            assertThat(Normalizer.normalize(name, Normalizer.Form.NFKC)).isEqualTo(name);
            assertThat(name.strip().replaceAll("\\s+", " ")).isEqualTo(name).hasSizeBetween(2, 120);
        });
    }

    @Test
    void idsAreOfVersionSevenAndRise() {
        List<UUID> ids = STANDARD.products().stream().map(SampleProduct::id).toList();

        assertThat(ids).allMatch(id -> id.version() == 7 && id.variant() == 2);
        assertThat(ids).isSortedAccordingTo((a, b) -> a.toString().compareTo(b.toString()));
    }

    private static BigDecimal highest(SampleProduct.Rate rate) {
        return BigDecimal.valueOf(
                switch (Objects.requireNonNull(rate.kind())) {
                    case "FACTOR" -> 3;
                    case "MONTHLY_PERCENT" -> 20;
                    default -> 200;
                });
    }

    private static void assertOrdered(@Nullable BigDecimal least, @Nullable BigDecimal most) {
        assertThat(least == null || most == null || least.compareTo(most) <= 0).isTrue();
    }

    private static <T> Map<T, Long> values(Function<SampleProduct, T> member) {
        return STANDARD.products().stream().collect(Collectors.groupingBy(member, Collectors.counting()));
    }

    private static List<String> texts(SampleCatalog catalog) {
        return catalog.products().stream()
                .map(product -> product.notes().description())
                .filter(Objects::nonNull)
                .toList();
    }

    private static Collection<UUID> ids(SampleCatalog catalog) {
        return Stream.concat(
                        catalog.lenders().stream().map(SampleLender::id),
                        catalog.products().stream().map(SampleProduct::id))
                .toList();
    }

    /// The domain's natural key; `+` and the `.` between digits count, as they do there.
    private static String naturalKey(SampleProduct product) {
        String name = product.name().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}+.]", "");
        return String.join(
                "|",
                product.lenderId().toString(),
                product.country(),
                product.category(),
                name,
                String.valueOf(product.amounts().min()),
                String.valueOf(product.amounts().max()));
    }

    private static String lettersAndDigits(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
