package dev.lendersync.staff.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.rules.Filter;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CodeListTest {
    private static final List<CodeList<?>> LISTS = List.of(
            Category.CODES,
            Country.CODES,
            DocumentCode.CODES,
            DocumentStage.CODES,
            RateKind.CODES,
            RateType.CODES,
            RateIndex.CODES,
            FundsPurpose.CODES,
            ProductStatus.CODES,
            LenderStatus.CODES);

    @Test
    void theFiltersOfClientAppsKnowTheSameCodes() {
        assertThat(Category.values()).allMatch(code -> Filter.CATEGORY.takes(code.name()));
        assertThat(FundsPurpose.values()).allMatch(code -> Filter.PURPOSE.takes(code.name()));
        assertThat(Country.values()).allMatch(code -> Filter.COUNTRY.takes(code.name()));
    }

    @ParameterizedTest
    @CsvSource({
        "LOC,LINE_OF_CREDIT",
        "loc,LINE_OF_CREDIT",
        "Business Line of Credit,LINE_OF_CREDIT",
        "Business Lines of Credit,LINE_OF_CREDIT",
        "line-of-credit,LINE_OF_CREDIT",
        "LineOfCredit,LINE_OF_CREDIT",
        "LINE_OF_CREDIT,LINE_OF_CREDIT",
        "Factoring,INVOICE_FACTORING",
        "PO,PURCHASE_ORDER_FINANCE",
        "POs,PURCHASE_ORDER_FINANCE",
        "Purchase Order Financing,PURCHASE_ORDER_FINANCE",
        "Term Loans,TERM_LOAN",
        "'  term   loan ',TERM_LOAN",
        "Ｔｅｒｍ Loan,TERM_LOAN",
        "MCA,MERCHANT_CASH_ADVANCE",
        "Merchant Cash Advances,MERCHANT_CASH_ADVANCE",
        "Equipment Financing,EQUIPMENT_FINANCE",
        "Asset-Based Lending,ASSET_BASED_LENDING",
        "SBA,GOVERNMENT_BACKED",
        "Start-up Capital,STARTUP_CAPITAL",
        "Media Funding,MEDIA_FINANCE",
        "Commercial Real-Estate,COMMERCIAL_REAL_ESTATE",
        "Working Capital,WORKING_CAPITAL",
    })
    void mistake1OneVocabularyKnowsTheWordsOfOlderSystems(String text, Category category) {
        assertThat(Category.CODES.fromAlias(text)).contains(category);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "loan",
                "Business loan",
                "credit",
                "Term Loan / LOC",
                "LOC 2",
                "Mortgage broker",
                "日本",
                "0"
            })
    void mistake1UnknownTextIsNeverGuessed(String text) {
        assertThat(Category.CODES.fromAlias(text)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("elements")
    void eachCodeAndLabelMeansItself(CodeList<Coded> list, Coded element) {
        assertThat(list.parse(element.name())).contains(element);
        assertThat(list.fromAlias(element.name())).contains(element);
        assertThat(list.fromAlias(element.label())).contains(element);
        assertThat(element.label()).isNotBlank().isEqualTo(element.label().strip());
        assertThat(list.parse(element.name() + " ")).isEmpty();
    }

    static Stream<Object[]> elements() {
        return LISTS.stream().flatMap(list -> list.elements().stream().map(element -> new Object[] {list, element}));
    }

    @Test
    void theCountriesHaveAllTheirRegions() {
        assertThat(Country.CA.regions()).hasSize(13).extracting(Region::code).allMatch(code -> code.startsWith("CA-"));
        assertThat(Country.US.regions())
                .hasSize(57)
                .extracting(Region::code)
                .contains("US-DC", "US-PR", "US-GU", "US-CA")
                .doesNotHaveDuplicates();
        assertThat(Country.CA.regions()).contains(new Region("CA-NL", "Newfoundland and Labrador"));
    }

    @ParameterizedTest
    @CsvSource({"44,true", "4451,true", "445110,true", "4,false", "4451100,false", "44-45,false", "٤٤,false", "'',false"
    })
    void naicsCodesHaveTwoToSixDigits(String code, boolean valid) {
        assertThat(Naics.isValid(code)).isEqualTo(valid);
    }

    @Test
    void referenceDataListsEveryCodeWithItsLabel() {
        JsonNode json = Json.read(ReferenceData.forStaff());
        assertThat(json.propertyNames()).hasSize(LISTS.size() + 1);
        assertThat(codes(json, "categories"))
                .containsExactlyElementsOf(
                        Stream.of(Category.values()).map(Enum::name).toList());
        assertThat(codes(json, "documents")).hasSize(15);
        assertThat(codes(json, "fundsPurposes")).hasSize(7);
        assertThat(codes(json, "regions")).hasSize(13 + 57);
        assertThat(json.at("/regions/13/country").stringValue()).isEqualTo("US");
        assertThat(json.at("/countries/0/currency").stringValue()).isEqualTo("CAD");
        assertThat(json.at("/rateIndexes/3/country").stringValue()).isEqualTo("US");
        assertThat(json.at("/rateKinds/2/min").stringValue()).isEqualTo("1");
        assertThat(json.at("/categories/1/aliases/0").stringValue()).isEqualTo("loc");
    }

    /// Client Apps serve the file. When this fails because a list changed, write `actual` into it.
    @Test
    void theProtocolsFileIsTheSameWithoutTheWordsOfImports() throws IOException {
        try (InputStream file = Json.class.getResourceAsStream("reference-data.json")) {
            JsonNode served = Json.read(Objects.requireNonNull(file).readAllBytes());
            assertThat(Json.read(Json.write(ReferenceData.forClients()))).isEqualTo(served);
        }
    }

    private static List<String> codes(JsonNode json, String list) {
        return json.path(list)
                .valueStream()
                .map(entry -> entry.path("code").stringValue())
                .toList();
    }
}
