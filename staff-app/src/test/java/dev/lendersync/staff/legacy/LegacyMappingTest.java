package dev.lendersync.staff.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lendersync.staff.legacy.LegacyMapping.Column;
import dev.lendersync.staff.sheets.ColumnMember;
import dev.lendersync.staff.sheets.SheetFormatException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegacyMappingTest {
    @ParameterizedTest
    @CsvSource({
        "lender,lender",
        "lender_name,lender",
        "Lender Name,lender",
        "name,name",
        "product_name,name",
        "type,category",
        "category,category",
        "product_category,category",
        "country,country",
        "min_amount,amountMin",
        "amount_min,amountMin",
        "minimum_lending_amount,amountMin",
        "max_amount,amountMax",
        "amountMax,amountMax",
        "maximum_lending_amount,amountMax",
        "interest_rate,rate",
        "rate_min,rateMin",
        "rate_max,rateMax",
        "rate_type,rateType",
        "term_min,termMinMonths",
        "term_max,termMaxMonths",
        "active,status",
        "is_active,status",
        "status,status",
        "description,description",
        "required_documents,requiredDocuments",
        "docs,requiredDocuments",
        "requiresReceivables,requiresReceivables"
    })
    void recognisesTheHeadersOfOlderTables(String header, String member) {
        assertThat(columns(LegacyMapping.of(List.of(header), Map.of(), Map.of())))
                .containsExactly(member);
    }

    @ParameterizedTest
    @CsvSource({"id", "created_at", "time_in_business", "revenue", "apr", "factor_rate", "score", "lender_id", "日本"})
    void leavesAloneWhatMayMeanTwoThings(String header) {
        assertThat(columns(LegacyMapping.of(List.of(header), Map.of(), Map.of())))
                .containsExactly("-");
    }

    @Test
    void ofTwoTextColumnsTheLikelierIsTaken() {
        assertThat(columns(
                        LegacyMapping.of(List.of("name", "lender", "product_name", "lender_name"), Map.of(), Map.of())))
                .containsExactly("-", "-", "name", "lender");
    }

    @Test
    void aPersonCorrectsTheGuess() {
        LegacyMapping mapping = LegacyMapping.of(
                List.of("name", "title", "interest_rate", "id", "colour"),
                Map.of("name", "lender", "title", "name", "interest_rate", "rateMin", "colour", "-"),
                Map.of("country", "Canada"));
        assertThat(columns(mapping)).containsExactly("lender", "name", "rateMin", "-", "-");
        assertThat(mapping.columns().get(3)).isEqualTo(new Column("id", null, false));
        assertThat(mapping.columns().get(4)).isEqualTo(new Column("colour", null, true));
        assertThat(mapping.defaults()).isEqualTo(Map.of(ColumnMember.COUNTRY, "Canada"));
    }

    @Test
    void unknownWordsAreRefused() {
        List<String> headers = List.of("name");
        assertThatThrownBy(() -> LegacyMapping.of(headers, Map.of("nome", "name"), Map.of()))
                .isInstanceOf(SheetFormatException.class)
                .hasMessage("there is no column \"nome\"; the columns are [name]");
        assertThatThrownBy(() -> LegacyMapping.of(headers, Map.of("name", "title"), Map.of()))
                .isInstanceOf(SheetFormatException.class)
                .hasMessageStartingWith("there is no member \"title\"; the members are lender, name, category");
        assertThatThrownBy(() -> LegacyMapping.of(headers, Map.of(), Map.of("country", "Mars")))
                .isInstanceOf(SheetFormatException.class)
                .hasMessage("--default country: \"Mars\" means none of CA, US");
    }

    @Test
    void noHeaderMeansTwoMembers() {
        Set<String> seen = new HashSet<>();
        for (ColumnMember member : ColumnMember.values()) {
            assertThat(ColumnMember.guess(member.member())).contains(member);
            assertThat(member.headers())
                    .allSatisfy(header ->
                            assertThat(ColumnMember.guess(header)).as(header).contains(member));
            assertThat(seen.add(member.member())).isTrue();
        }
    }

    private static List<String> columns(LegacyMapping mapping) {
        return mapping.columns().stream()
                .map(Column::member)
                .map(member -> member == null ? "-" : member.member())
                .toList();
    }
}
