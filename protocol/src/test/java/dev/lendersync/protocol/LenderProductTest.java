package dev.lendersync.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class LenderProductTest {
    private static final String ID = "019300aa-0000-7000-8000-000000000001";

    static List<Long> seeds() {
        return Seeds.of(50);
    }

    private static LenderProduct withMembers(String members) {
        return LenderProduct.parse("{\"id\":\"" + ID + "\",\"version\":1," + members + "}");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void isReadBackWholeUnknownMembersIncluded(long seed) {
        LenderProduct product = Products.random(Seeds.random(seed), seed, seed);
        LenderProduct again = LenderProduct.of(product.json());
        assertThat(again).isEqualTo(product).hasSameHashCodeAs(product);
        assertThat(again.hash()).isEqualTo(product.hash());
        assertThat(product.version()).isEqualTo(seed);
        assertThat(product.id()).isEqualTo(Products.id(seed));
        assertThat(product.size()).isEqualTo(product.canonical().length);
    }

    @Test
    void isEqualWhenItsCanonicalTextIs() {
        LenderProduct product = withMembers("\"a\":1,\"b\":2");
        assertThat(withMembers(" \"b\" : 2.0, \"a\" : 1e0 ")).isEqualTo(product);
        assertThat(withMembers("\"a\":1,\"b\":3")).isNotEqualTo(product);
        assertThat(withMembers("\"a\":1,\"b\":\"2\"")).isNotEqualTo(product);
        assertThat(product).isNotEqualTo(new Object());
    }

    @Test
    void cannotBeChangedFromOutside() {
        LenderProduct product = withMembers("\"name\":\"a\"");
        byte[] before = product.canonical();
        product.canonical()[0] = 'x';
        ((ObjectNode) product.json()).put("name", "b");
        assertThat(product.canonical()).isEqualTo(before);
    }

    @Test
    void hasAnEmptyNameWhenItStatesNone() {
        assertThat(withMembers("\"x\":1").name()).isEmpty();
        assertThat(withMembers("\"name\":null").name()).isEmpty();
        assertThat(withMembers("\"name\":\"Flex Line\"").name()).isEqualTo("Flex Line");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "019300aa00007000800000000000001",
                "019300AA-0000-7000-8000-000000000001",
                "{019300aa-0000-7000-8000-000000000001}",
                "19300aa-0000-7000-8000-000000000001",
                "019300aa-0000-7000-8000-000000000001 ",
                "019300aa-0000-7000-8000-00000000000g",
                "1-1-1-1-1"
            })
    void anyOtherIdIsRefused(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> LenderProduct.parseId(id));
        assertThatThrownBy(() -> LenderProduct.parse("{\"id\":\"" + id + "\",\"version\":1}"))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("\"id\"");
    }

    @Test
    void versionsGoFrom0To2To53() {
        for (long version : new long[] {0, Position.MAX_INTEGER}) {
            assertThat(Products.product(1, version).version()).isEqualTo(version);
        }
        for (long version : new long[] {-1, Position.MAX_INTEGER + 1, Long.MIN_VALUE}) {
            assertThatThrownBy(() -> Products.product(1, version))
                    .isInstanceOf(MalformedMessageException.class)
                    .hasMessageContaining("\"version\"");
        }
    }

    @Test
    void detailsNameEveryMember() {
        ProductDetails details = withMembers("""
                "lenderId":"l","lenderName":"L","name":"N","category":"FUTURE","country":"CA","currency":"CAD",
                "regionsExcluded":["CA-QC"],"amountMin":"10000.00","amountMax":"250000.00","rateKind":"FACTOR",
                "rateType":"FIXED","rateIndex":"CORRA","rateMin":"1.2400","rateMax":"1.3000","termMinMonths":6,
                "termMaxMonths":24,"minCreditScore":600,"minMonthsInBusiness":12,"minMonthlyRevenue":"1.50",
                "requiresReceivables":true,"fundsPurposes":["EQUIPMENT"],"industriesExcluded":["7132"],
                "requiredDocuments":[{"code":"INVOICES","required":false,"stage":"CLOSING","amountFrom":"5.00"}],
                "description":"D","feesNote":"F"
                """).details();
        assertThat(details)
                .isEqualTo(new ProductDetails(
                        ID,
                        "l",
                        "L",
                        "N",
                        "FUTURE",
                        "CA",
                        "CAD",
                        List.of("CA-QC"),
                        new BigDecimal("10000.00"),
                        new BigDecimal("250000.00"),
                        "FACTOR",
                        "FIXED",
                        "CORRA",
                        new BigDecimal("1.2400"),
                        new BigDecimal("1.3000"),
                        6,
                        24,
                        600,
                        12,
                        new BigDecimal("1.50"),
                        true,
                        List.of("EQUIPMENT"),
                        List.of("7132"),
                        List.of(new ProductDetails.RequiredDocument(
                                "INVOICES", false, "CLOSING", new BigDecimal("5.00"))),
                        "D",
                        "F",
                        1));
    }

    @Test
    void detailsAreNullWhereTheProductStatesNothingNeverZero() {
        ProductDetails details =
                withMembers("\"amountMin\":null,\"termMinMonths\":null").details();
        assertThat(details)
                .hasAllNullFieldsOrPropertiesExcept(
                        "id", "version", "regionsExcluded", "fundsPurposes", "industriesExcluded", "requiredDocuments");
        assertThat(details.regionsExcluded()).isEmpty();
        assertThat(details.requiredDocuments()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"name\":1",
                "\"amountMin\":10000",
                "\"termMinMonths\":\"6\"",
                "\"termMinMonths\":6.5",
                "\"termMinMonths\":9007199254740991",
                "\"requiresReceivables\":\"yes\"",
                "\"fundsPurposes\":\"EQUIPMENT\"",
                "\"requiredDocuments\":[{}]",
                "\"requiredDocuments\":[1,null]",
                "\"regionsExcluded\":[{},[],null,1]"
            })
    void detailsOfAnotherTypeThanOursAreNoReasonToFail(String members) {
        assertThat(withMembers(members).details().id()).isEqualTo(ID);
    }

    @Test
    void elementsOfAnotherTypeThanOursAreLeftOut() {
        ProductDetails details = withMembers("\"fundsPurposes\":[1,\"EQUIPMENT\",null],"
                        + "\"requiredDocuments\":[{\"code\":1},7,{\"code\":\"INVOICES\",\"required\":true}]")
                .details();
        assertThat(details.fundsPurposes()).containsExactly("EQUIPMENT");
        assertThat(details.requiredDocuments())
                .containsExactly(new ProductDetails.RequiredDocument("INVOICES", true, null, null));
    }

    @Test
    void aDecimalThatIsNoneIsRefused() {
        assertThatThrownBy(() -> withMembers("\"amountMin\":\"ten\"").details())
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("member \"amountMin\" must be a decimal number");
    }

    @Test
    void canonicalTextIsUtf8() {
        assertThat(new String(withMembers("\"name\":\"Prêt\"").canonical(), UTF_8))
                .isEqualTo("{\"id\":\"" + ID + "\",\"name\":\"Prêt\",\"version\":1}");
    }
}
