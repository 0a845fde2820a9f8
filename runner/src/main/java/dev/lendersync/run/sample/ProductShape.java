package dev.lendersync.run.sample;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the products of one category have in common.
///
/// @param rateKinds how a price is stated; the more often a kind is listed, the more often it is drawn
/// @param smallestTier index of the smallest step of the ladder of amounts where such products begin
/// @param receivables whether receivables are asked for, or null when that differs
record ProductShape(
        String category,
        List<String> names,
        List<String> rateKinds,
        int smallestTier,
        int termMinMonths,
        int termMaxMonths,
        @Nullable Boolean receivables) {

    static final List<ProductShape> ALL = List.of(
            shape("TERM_LOAN", 1, 6, 84, false, "Term Loan", "Flex Term Loan", "Prêt à terme", "Préstamo a plazo")
                    .priced("APR", "APR", "MONTHLY_PERCENT", "VARIABLE"),
            shape("LINE_OF_CREDIT", 0, 6, 36, false, "Flex Line", "Business Line of Credit", "Marge de crédit")
                    .priced("APR", "MONTHLY_PERCENT", "VARIABLE", "VARIABLE"),
            shape("EQUIPMENT_FINANCE", 1, 12, 84, false, "Equipment Lease", "Used Equipment Loan", "Crédit-bail")
                    .priced("APR", "APR", "FACTOR"),
            shape("INVOICE_FACTORING", 1, 1, 12, true, "Invoice Factoring", "Spot Factoring", "Affacturage – notifié")
                    .priced("MONTHLY_PERCENT", "FACTOR"),
            shape("PURCHASE_ORDER_FINANCE", 2, 1, 9, null, "PO Finance", "Purchase-Order Advance")
                    .priced("MONTHLY_PERCENT"),
            shape("WORKING_CAPITAL", 0, 3, 24, false, "Working Capital", "Fonds de roulement", "運転資金ローン", "Quick Cash")
                    .priced("FACTOR", "FACTOR", "MONTHLY_PERCENT"),
            shape("MERCHANT_CASH_ADVANCE", 0, 3, 18, null, "Merchant Advance", "Card Sales Advance", "Avance “Éclair”")
                    .priced("FACTOR"),
            shape("ASSET_BASED_LENDING", 5, 12, 60, true, "Asset-Based Revolver", "ABL Facility")
                    .priced("VARIABLE", "VARIABLE", "APR"),
            shape("GOVERNMENT_BACKED", 2, 12, 300, false, "SBA-Style Loan", "Small Business Loan", "Prêt garanti")
                    .priced("VARIABLE", "APR"),
            shape("STARTUP_CAPITAL", 0, 6, 60, null, "Startup Loan", "Founders' Capital", "Capital de démarrage")
                    .priced("APR", "MONTHLY_PERCENT"),
            shape("MEDIA_FINANCE", 3, 3, 36, true, "Tax-Credit Bridge", "Film & TV Gap Finance", "Crédit d'impôt")
                    .priced("APR", "MONTHLY_PERCENT"),
            shape("COMMERCIAL_REAL_ESTATE", 6, 12, 360, false, "Commercial Mortgage", "Bridge Loan", "Hypothèque")
                    .priced("APR", "VARIABLE"));

    private static ProductShape shape(
            String category,
            int smallestTier,
            int termMinMonths,
            int termMaxMonths,
            @Nullable Boolean receivables,
            String... names) {
        return new ProductShape(
                category, List.of(names), List.of(), smallestTier, termMinMonths, termMaxMonths, receivables);
    }

    /// @param kinds `APR`, `MONTHLY_PERCENT`, `FACTOR`, or `VARIABLE` for a margin over an index
    private ProductShape priced(String... kinds) {
        return new ProductShape(
                category, names, List.of(kinds), smallestTier, termMinMonths, termMaxMonths, receivables);
    }
}
