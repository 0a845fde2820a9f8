package dev.lendersync.staff.sheets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lendersync.protocol.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class CellReaderTest {
    /// Each line: member | header | cell | the members that it states.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            amountMin | min_amount | 10000 | {"amountMin":"10000"}
            amountMin | min_amount | $10,000.50 | {"amountMin":"10000.5"}
            amountMin | min_amount | $ 1,234,567 | {"amountMin":"1234567"}
            amountMin | min_amount | 10 000 $ | {"amountMin":"10000"}
            amountMin | min_amount | 10k | {"amountMin":"10000"}
            amountMin | min_amount | $1.125M | {"amountMin":"1125000"}
            amountMin | min_amount | 0 | {"amountMin":"0"}
            amount | amount | $10k - $50k | {"amountMin":"10000","amountMax":"50000"}
            amount | amount | 10,000 to 50,000 | {"amountMin":"10000","amountMax":"50000"}
            amount | amount | 10k–50k | {"amountMin":"10000","amountMax":"50000"}
            amount | amount | up to $2M | {"amountMax":"2000000"}
            amount | amount | From $5,000 | {"amountMin":"5000"}
            amount | amount | 5k+ | {"amountMin":"5000"}
            rateMin | rate_min | 7.99 % | {"rateMin":"7.99"}
            rate | interest_rate | 7.99% | {"rateMin":"7.99","rateMax":"7.99"}
            rate | interest_rate | 7.99% - 12.99% | {"rateMin":"7.99","rateMax":"12.99"}
            rate | interest_rate | 8-12% | {"rateMin":"8","rateMax":"12"}
            rate | interest_rate | from 7% | {"rateMin":"7"}
            termMinMonths | term_min | 12 | {"termMinMonths":12}
            termMinMonths | term_min | 5 years | {"termMinMonths":60}
            termMinMonths | Min term (years) | 5 | {"termMinMonths":60}
            termMinMonths | Min term (years) | 18 months | {"termMinMonths":18}
            term | term | 6 - 60 months | {"termMinMonths":6,"termMaxMonths":60}
            term | term | 1 - 5 years | {"termMinMonths":12,"termMaxMonths":60}
            term | term | 6 months to 2 years | {"termMinMonths":6,"termMaxMonths":24}
            term | term | up to 84 | {"termMaxMonths":84}
            minCreditScore | credit_score | 650+ | {"minCreditScore":650}
            minMonthsInBusiness | years_in_business | 2 | {"minMonthsInBusiness":24}
            category | type | Lines of credit | {"category":"LINE_OF_CREDIT"}
            country | country | usa | {"country":"US"}
            status | active | TRUE | {"status":"PUBLISHED"}
            status | is_active | 0 | {"status":"ARCHIVED"}
            status | status | Draft | {"status":"DRAFT"}
            requiresReceivables | ar | Y | {"requiresReceivables":true}
            regionsExcluded | excluded | QC, CA-BC | {"regionsExcluded":["QC","CA-BC"]}
            fundsPurposes | purpose | Working Capital; refinancing | {"fundsPurposes":["WORKING_CAPITAL","REFINANCE"]}
            requiredDocuments | docs | Bank statements, Void check | {"requiredDocuments":[{"code":"BANK_STATEMENTS"},{"code":"VOID_CHEQUE"}]}
            requiredDocuments | docs | {"Bank statements",AR,"A\\/P"} | {"requiredDocuments":[{"code":"BANK_STATEMENTS"},{"code":"ACCOUNTS_RECEIVABLE"},{"code":"ACCOUNTS_PAYABLE"}]}
            requiredDocuments | docs | {} | {"requiredDocuments":[]}
            requiredDocuments | docs | ["invoices",{"code":"PO","required":false,"stage":"At closing"}] | {"requiredDocuments":[{"code":"INVOICES"},{"code":"PURCHASE_ORDERS","required":false,"stage":"CLOSING"}]}
            description | description | a, b; c | {"description":"a, b; c"}
            """)
    void readsWhatIsPlain(String member, String header, String cell, String members) {
        ReadCell read = CellReader.read(ColumnMember.of(member).orElseThrow(), header, cell);
        assertThat(read).isInstanceOfSatisfying(ReadCell.States.class, states -> {
            ObjectNode stated = Json.MAPPER.createObjectNode();
            stated.setAll(states.members());
            assertThat(stated).isEqualTo(Json.read(members));
        });
    }

    /// What could mean two things means none.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            amountMin | 10.000
            amountMin | 10,5
            amountMin | 1,00
            amountMin | 1,000 000
            amountMin | 10,0000
            amountMin | $10k$
            amountMin | -5
            amountMin | 1e3
            amountMin | USD 10000
            amountMin | ten
            amountMin | 10 kk
            amountMin | 5mm
            amount | 10 - 50k
            amount | $10-$50k
            amount | 10k - 20k - 30k
            amount | 50k
            amount | any
            rate | Prime + 2%
            rate | 7,99 %
            rate | 1.24x
            rate | 8% - ask
            rateMin | 7.99%%
            term | 60
            term | long
            termMinMonths | 1.5 years
            termMinMonths | 12 weeks
            minCreditScore | good
            category | Loan
            country | North America
            country | CA/US
            rateKind | percent
            rateType | APR
            status | maybe
            requiresReceivables | sometimes
            fundsPurposes | Equipment; yachts
            requiredDocuments | 6 months bank statements
            requiredDocuments | ["invoices"
            requiredDocuments | {"invoices
            requiredDocuments | {a"b}
            requiredDocuments | [7]
            requiredDocuments | [{"code":"INVOICES","note":"signed"}]
            requiredDocuments | [{"code":"INVOICES","stage":"someday"}]
            """)
    void guessesNothing(String member, String cell) {
        assertThat(CellReader.read(ColumnMember.of(member).orElseThrow(), member, cell))
                .isInstanceOf(ReadCell.Unreadable.class);
    }
}
