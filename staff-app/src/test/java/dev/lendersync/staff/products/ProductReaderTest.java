package dev.lendersync.staff.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Json;
import dev.lendersync.protocol.Problem;
import dev.lendersync.protocol.Problem.FieldError;
import dev.lendersync.staff.reference.Category;
import dev.lendersync.staff.reference.Country;
import dev.lendersync.staff.reference.DocumentCode;
import dev.lendersync.staff.reference.DocumentStage;
import dev.lendersync.staff.reference.FundsPurpose;
import dev.lendersync.staff.reference.ProductStatus;
import dev.lendersync.staff.reference.RateIndex;
import dev.lendersync.staff.reference.RateKind;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ProductReaderTest {
    @Test
    void readsEveryMember() {
        ProductDraft draft = valid(Bodies.full());
        assertThat(draft.category()).isEqualTo(Category.LINE_OF_CREDIT);
        assertThat(draft.country()).isEqualTo(Country.CA);
        assertThat(draft.regionsExcluded()).containsExactly("CA-BC", "CA-QC");
        assertThat(draft.amountMin()).isEqualTo(new BigDecimal("10000.00"));
        assertThat(draft.amountMax()).isEqualTo(new BigDecimal("250000.00"));
        assertThat(draft.rateKind()).isEqualTo(RateKind.APR);
        assertThat(draft.rateIndex()).isEqualTo(RateIndex.CA_PRIME);
        assertThat(draft.rateMin()).isEqualTo(new BigDecimal("2.5000"));
        assertThat(draft.rateMax()).isEqualTo(new BigDecimal("12.9900"));
        assertThat(draft.minMonthsInBusiness()).isZero();
        assertThat(draft.fundsPurposes()).containsExactly(FundsPurpose.EQUIPMENT, FundsPurpose.WORKING_CAPITAL);
        assertThat(draft.industriesExcluded()).containsExactly("44", "7132");
        assertThat(draft.requiredDocuments())
                .containsExactly(
                        new RequiredDocument(
                                DocumentCode.BANK_STATEMENTS, true, DocumentStage.APPLICATION, new BigDecimal("50000")),
                        new RequiredDocument(DocumentCode.VOID_CHEQUE, false, DocumentStage.CLOSING, null));
        assertThat(draft.status()).isEqualTo(ProductStatus.PUBLISHED);
    }

    @Test
    void mistake9WhatIsNotStatedStaysNull() {
        ProductDraft draft = valid(Bodies.minimal());
        assertThat(draft.amountMin()).isNull();
        assertThat(draft.amountMax()).isNull();
        assertThat(draft.rateKind()).isNull();
        assertThat(draft.minMonthlyRevenue()).isNull();
        assertThat(draft.minCreditScore()).isNull();
        assertThat(draft.status()).isEqualTo(ProductStatus.DRAFT);
        assertThat(ProductJson.of(draft).get("amountMin").isNull()).isTrue();
        assertThat(valid(Bodies.minimal().put("amountMin", 0)).amountMin()).isEqualTo(new BigDecimal("0.00"));
    }

    @Test
    void mistake8ACountryIsNeverAssumed() {
        ObjectNode body = Bodies.minimal();
        body.remove("country");
        assertThat(errors(body)).containsExactly(new FieldError("/country", "is required"));
        assertThat(errors(body.putNull("country"))).containsExactly(new FieldError("/country", "is required"));
    }

    @Test
    void anEditWithoutAStatusKeepsTheCurrentOne() {
        assertThat(ProductReader.read(Bodies.minimal(), ProductStatus.PUBLISHED))
                .isInstanceOfSatisfying(
                        Reading.Valid.class,
                        reading -> assertThat(((ProductDraft) reading.value()).status())
                                .isEqualTo(ProductStatus.PUBLISHED));
    }

    @Test
    void whatAGetAnsweredCanBePutBack() {
        ObjectNode body = Bodies.fullWith("""
                {"id":"01890000-0000-7000-8000-000000000009","lenderName":"Ana","currency":"CAD","revision":7,
                 "version":12,"position":"abc:12","createdAt":"2026-01-01T00:00:00Z","createdBy":"a",
                 "updatedAt":"2026-01-01T00:00:00Z","updatedBy":"b"}""");
        assertThat(valid(body)).isEqualTo(valid(Bodies.full()));
    }

    @Test
    void namesAllThatIsRequiredInOrder() {
        assertThat(errors(Json.MAPPER.createObjectNode()))
                .extracting(FieldError::pointer)
                .containsExactly("/lenderId", "/name", "/category", "/country", "/requiresReceivables");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "\"a\"", "null", "true"})
    void aBodyThatIsNoObjectIsOneError(String json) {
        assertThat(errors(Json.read(json)))
                .singleElement()
                .satisfies(error -> assertThat(error.pointer()).isEmpty());
    }

    /// Each line: members put over a valid body | pointer | detail.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"lenderId":"x"} | /lenderId | must be the id of a lender, a lower-case UUID, was "x"
            {"lenderId":"  "} | /lenderId | is required
            {"name":7} | /name | must be text, was 7
            {"name":" a "} | /name | must have 2 to 120 characters, had 1
            {"name":"--"} | /name | must hold a letter or a digit
            {"name":"a\\u0000b"} | /name | must not hold the character U+0000
            {"name":"a\\ud800b"} | /name | must not hold half of a surrogate pair
            {"category":"LOC"} | /category | must be one of TERM_LOAN, LINE_OF_CREDIT, EQUIPMENT_FINANCE, INVOICE_FACTORING, PURCHASE_ORDER_FINANCE, WORKING_CAPITAL, MERCHANT_CASH_ADVANCE, ASSET_BASED_LENDING, GOVERNMENT_BACKED, STARTUP_CAPITAL, MEDIA_FINANCE, COMMERCIAL_REAL_ESTATE, was "LOC"
            {"country":"ca"} | /country | must be one of CA, US, was "ca"
            {"regionsExcluded":["CA-BC","US-NY"]} | /regionsExcluded/1 | must be a region of Canada such as CA-AB, was "US-NY"
            {"regionsExcluded":[null]} | /regionsExcluded/0 | is required
            {"regionsExcluded":"CA-BC"} | /regionsExcluded | must be an array, was "CA-BC"
            {"amountMin":"ten"} | /amountMin | must be a number such as "10000.00", was "ten"
            {"amountMin":"1e3"} | /amountMin | must be a number such as "10000.00", was "1e3"
            {"amountMin":"10,000"} | /amountMin | must be a number such as "10000.00", was "10,000"
            {"amountMin":"$10000"} | /amountMin | must be a number such as "10000.00", was "$10000"
            {"amountMin":" 1"} | /amountMin | must be a number such as "10000.00", was " 1"
            {"amountMin":true} | /amountMin | must be a number such as "10000.00", was true
            {"amountMin":"-1"} | /amountMin | must be at least 0, was -1
            {"amountMin":"10.000"} | /amountMin | must have at most 2 decimals, was 10.000
            {"amountMin":10.005} | /amountMin | must have at most 2 decimals, was 10.005
            {"amountMax":1000000000000} | /amountMax | must be at most 999999999999.99, was 1000000000000
            {"amountMax":1e300} | /amountMax | must be at most 999999999999.99, was 1E+300
            {"amountMax":"9999.99"} | /amountMax | must be at least amountMin, which is 10000.00, was 9999.99
            {"rateKind":null} | /rateKind | is required
            {"rateMax":"250"} | /rateMax | must be at most 200 for an APR, was 250
            {"rateKind":"MONTHLY_PERCENT","rateMax":"20.5"} | /rateMax | must be at most 20 for a monthly percentage, was 20.5
            {"rateKind":"FACTOR","rateMin":"0.9","rateMax":"1.2"} | /rateMin | must be at least 1 for a factor, was 0.9
            {"rateMin":"7.12345"} | /rateMin | must have at most 4 decimals, was 7.12345
            {"rateMax":"2.4"} | /rateMax | must be at least rateMin, which is 2.5, was 2.4
            {"rateType":"FIXED"} | /rateIndex | is only for a rateType of VARIABLE
            {"rateType":null} | /rateIndex | is only for a rateType of VARIABLE
            {"termMinMonths":"12"} | /termMinMonths | must be a whole number from 1 to 600, was "12"
            {"termMinMonths":12.5} | /termMinMonths | must be a whole number from 1 to 600, was 12.5
            {"termMinMonths":0} | /termMinMonths | must be a whole number from 1 to 600, was 0
            {"termMaxMonths":601} | /termMaxMonths | must be a whole number from 1 to 600, was 601
            {"termMaxMonths":5} | /termMaxMonths | must be at least termMinMonths, which is 6, was 5
            {"minCreditScore":299} | /minCreditScore | must be a whole number from 300 to 900, was 299
            {"minMonthsInBusiness":99999999999} | /minMonthsInBusiness | must be a whole number from 0 to 1200, was 99999999999
            {"requiresReceivables":"yes"} | /requiresReceivables | must be true or false, was "yes"
            {"requiresReceivables":null} | /requiresReceivables | is required
            {"fundsPurposes":["EQUIPMENT","FUN"]} | /fundsPurposes/1 | must be one of EQUIPMENT, WORKING_CAPITAL, INVENTORY, EXPANSION, REFINANCE, REAL_ESTATE, OTHER, was "FUN"
            {"industriesExcluded":[44]} | /industriesExcluded/0 | must be text, was 44
            {"industriesExcluded":["4"]} | /industriesExcluded/0 | must be a NAICS code of 2 to 6 digits, was "4"
            {"requiredDocuments":[7]} | /requiredDocuments/0 | must be a JSON object, was 7
            {"requiredDocuments":[{}]} | /requiredDocuments/0/code | is required
            {"requiredDocuments":[{"code":"INVOICES","stage":"LATER"}]} | /requiredDocuments/0/stage | must be one of APPLICATION, CLOSING, was "LATER"
            {"requiredDocuments":[{"code":"INVOICES","amountFrom":-5}]} | /requiredDocuments/0/amountFrom | must be at least 0, was -5
            {"requiredDocuments":[{"code":"INVOICES","note":1}]} | /requiredDocuments/0/note | is not a member of a required document
            {"requiredDocuments":[{"code":"INVOICES"},{"code":"INVOICES","required":false}]} | /requiredDocuments/1/code | is listed twice: INVOICES
            {"description":{}} | /description | must be text, was an object
            {"commissionPercent":"100.5"} | /commissionPercent | must be at most 100, was 100.5
            {"status":"ACTIVE"} | /status | must be one of DRAFT, PUBLISHED, ARCHIVED, was "ACTIVE"
            {"amount_min":1} | /amount_min | is not a member of a lender product; did you mean amountMin?
            {"a/b~c":1} | /a~1b~0c | is not a member of a lender product
            """)
    void oneWrongMemberIsOneError(String members, String pointer, String detail) {
        assertThat(errors(Bodies.fullWith(members))).containsExactly(new FieldError(pointer, detail));
    }

    @Test
    void mistake4ARateSaysWhatItIs() {
        ObjectNode body = Bodies.minimal().put("rateMin", "1.24");
        assertThat(errors(body)).containsExactly(new FieldError("/rateKind", "is required"));
        assertThat(valid(body.put("rateKind", "FACTOR")).rateMin()).isEqualTo(new BigDecimal("1.2400"));
        assertThat(errors(body.put("rateKind", "FACTOR").put("rateMin", "24")))
                .extracting(FieldError::detail)
                .containsExactly("must be at most 3 for a factor, was 24");
    }

    @Test
    void namesEverythingAtOnceInTheOrderOfTheMembers() {
        ObjectNode body = Bodies.fullWith("""
                {"zzz":1,"aaa":1,"status":"x","country":"XX","amountMin":"a","rateMax":"999","name":""}""");
        assertThat(errors(body))
                .extracting(FieldError::pointer)
                .containsExactly("/name", "/country", "/amountMin", "/rateMax", "/status", "/aaa", "/zzz");
        assertThat(errors(body)).isEqualTo(errors(body.deepCopy()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"10000\"", "\"10000.0\"", "\"10000.00\"", "10000", "10000.0", "10000.00", "1e4"})
    void moneyMayBeTextOrANumber(String money) {
        assertThat(valid(Bodies.fullWith("{\"amountMin\":" + money + "}"))).isEqualTo(valid(Bodies.full()));
    }

    @Test
    void setsAreSortedWithoutDuplicatesAndNamesCleaned() {
        ProductDraft draft = valid(Bodies.fullWith("""
                {"name":"  Flex \\u00a0 Line\\t","regionsExcluded":["CA-QC","CA-BC","CA-QC"],
                 "fundsPurposes":["WORKING_CAPITAL","EQUIPMENT","EQUIPMENT"],"industriesExcluded":["7132","44","44"]}"""));
        assertThat(draft).isEqualTo(valid(Bodies.full()));
    }

    @Test
    void limitsHold() {
        ObjectNode longText = Bodies.full().put("description", "\uD83D\uDE00".repeat(4000));
        assertThat(valid(longText).description()).hasSize(8000);
        assertThat(errors(longText.put("description", "é".repeat(4001))))
                .containsExactly(new FieldError("/description", "must have at most 4000 characters, had 4001"));
        ObjectNode wide = Bodies.full();
        for (int i = 0; i <= BodyReader.MAX_ELEMENTS; i++) {
            wide.withArray("industriesExcluded").add("44");
        }
        assertThat(errors(wide))
                .containsExactly(new FieldError("/industriesExcluded", "must have at most 100 elements, had 103"));
        ObjectNode everyRegion = Bodies.full().put("country", "US");
        everyRegion.putArray("regionsExcluded");
        Country.US
                .regions()
                .forEach(region -> everyRegion.withArray("regionsExcluded").add(region.code()));
        assertThat(valid(everyRegion).regionsExcluded()).hasSize(57);
    }

    @Test
    void aHostileMemberNameIsStillAWritableProblem() {
        ObjectNode body = Bodies.full().put("\ud800" + "x".repeat(1000), 1);
        for (int i = 0; i < 150; i++) {
            body.put("unknown" + i, i);
        }
        List<FieldError> errors = errors(body);
        assertThat(errors).hasSize(BodyReader.MAX_UNKNOWN + 1);
        assertThat(errors.getLast()).isEqualTo(new FieldError("", "has 51 more unknown members"));
        assertThat(Problem.invalid(errors).encode()).hasSizeLessThan(20_000);
    }

    private static ProductDraft valid(JsonNode body) {
        return switch (ProductReader.read(body)) {
            case Reading.Valid<ProductDraft>(ProductDraft draft) -> draft;
            case Reading.Invalid<ProductDraft>(List<FieldError> errors) -> throw new AssertionError(errors);
        };
    }

    private static List<FieldError> errors(JsonNode body) {
        return switch (ProductReader.read(body)) {
            case Reading.Valid<ProductDraft>(ProductDraft draft) -> throw new AssertionError("valid: " + draft);
            case Reading.Invalid<ProductDraft>(List<FieldError> errors) -> errors;
        };
    }
}
