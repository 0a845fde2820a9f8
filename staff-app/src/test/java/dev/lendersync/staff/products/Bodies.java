package dev.lendersync.staff.products;

import dev.lendersync.protocol.Json;
import tools.jackson.databind.node.ObjectNode;

/// Bodies for tests.
final class Bodies {
    static final String LENDER = "01890000-0000-7000-8000-000000000001";

    private Bodies() {}

    /// The smallest body that keeps every rule.
    static ObjectNode minimal() {
        return Json.MAPPER
                .createObjectNode()
                .put("lenderId", LENDER)
                .put("name", "Flex Line")
                .put("category", "LINE_OF_CREDIT")
                .put("country", "CA")
                .put("requiresReceivables", false);
    }

    /// A body that states every member.
    static ObjectNode full() {
        return (ObjectNode) Json.read("""
                {"lenderId":"%s","name":"Flex Line","category":"LINE_OF_CREDIT","country":"CA",
                 "regionsExcluded":["CA-QC","CA-BC"],"amountMin":"10000.00","amountMax":250000,
                 "rateKind":"APR","rateType":"VARIABLE","rateIndex":"CA_PRIME","rateMin":"2.5","rateMax":12.99,
                 "termMinMonths":6,"termMaxMonths":60,"minCreditScore":620,"minMonthsInBusiness":0,
                 "minMonthlyRevenue":"15000","requiresReceivables":true,
                 "fundsPurposes":["WORKING_CAPITAL","EQUIPMENT"],"industriesExcluded":["7132","44"],
                 "requiredDocuments":[
                   {"code":"VOID_CHEQUE","required":false,"stage":"CLOSING","amountFrom":null},
                   {"code":"BANK_STATEMENTS","required":true,"stage":"APPLICATION","amountFrom":"50000"}],
                 "description":"Draw what you need.","feesNote":"2 percent to set up","commissionPercent":"1.25",
                 "internalNotes":"ask Ana","status":"PUBLISHED"}
                """.formatted(LENDER));
    }

    /// `full()` with the members of `json` put over it.
    static ObjectNode fullWith(String json) {
        ObjectNode body = full();
        body.setAll((ObjectNode) Json.read(json));
        return body;
    }
}
