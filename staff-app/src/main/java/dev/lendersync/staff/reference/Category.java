package dev.lendersync.staff.reference;

/// What kind of financing a product is: the one vocabulary for it.
public enum Category implements Coded {
    TERM_LOAN("Term loan", "term, business term loan, installment loan"),
    LINE_OF_CREDIT(
            "Line of credit", "loc, bloc, business line of credit, revolving line of credit, credit line, revolver"),
    EQUIPMENT_FINANCE(
            "Equipment finance", "equipment, equipment financing, equipment loan, equipment lease, equipment leasing"),
    INVOICE_FACTORING(
            "Invoice factoring", "factoring, invoice finance, invoice financing, receivables factoring, ar factoring"),
    PURCHASE_ORDER_FINANCE(
            "Purchase order finance", "po, purchase order, po finance, po financing, purchase order financing"),
    WORKING_CAPITAL("Working capital", "working capital loan"),
    MERCHANT_CASH_ADVANCE("Merchant cash advance", "mca, cash advance, business cash advance"),
    ASSET_BASED_LENDING("Asset-based lending", "abl, asset based, asset based loan, asset based lender"),
    GOVERNMENT_BACKED(
            "Government-backed loan",
            "government, government loan, sba, sba loan, csbfp, csbfp loan, government guaranteed"),
    STARTUP_CAPITAL(
            "Startup capital", "startup, start-up, startup loan, startup financing, startup funding, start-up capital"),
    MEDIA_FINANCE("Media finance", "media, media financing, media funding, film financing"),
    COMMERCIAL_REAL_ESTATE(
            "Commercial real estate", "cre, commercial mortgage, commercial real estate loan, real estate");

    public static final CodeList<Category> CODES = new CodeList<>(values());

    private final String label;
    private final String aliases;

    Category(String label, String aliases) {
        this.label = label;
        this.aliases = aliases;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String aliases() {
        return aliases;
    }
}
