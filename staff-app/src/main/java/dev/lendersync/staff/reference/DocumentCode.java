package dev.lendersync.staff.reference;

/// A document that a lender asks for.
public enum DocumentCode implements Coded {
    BANK_STATEMENTS("Bank statements", "business bank statements"),
    FINANCIAL_STATEMENTS("Financial statements", "financials, business financial statements"),
    TAX_RETURNS("Tax returns", "taxes, business tax returns"),
    ACCOUNTS_RECEIVABLE("Accounts receivable", "ar, a/r, ar aging, receivables, accounts receivable aging"),
    ACCOUNTS_PAYABLE("Accounts payable", "ap, a/p, ap aging, payables, accounts payable aging"),
    INVOICES("Invoices", "sample invoices, customer invoices"),
    PURCHASE_ORDERS("Purchase orders", "po"),
    EQUIPMENT_QUOTE("Equipment quote", "equipment quotation"),
    VOID_CHEQUE("Void cheque", "void check, voided cheque, voided check"),
    GOVERNMENT_ID(
            "Government ID", "photo id, government issued id, drivers license, driver's license, drivers licence"),
    ARTICLES_OF_INCORPORATION(
            "Articles of incorporation", "articles, incorporation documents, article of incorporation"),
    BUSINESS_PLAN("Business plan", ""),
    PERSONAL_FINANCIAL_STATEMENT("Personal financial statement", "pfs"),
    DEBT_SCHEDULE("Debt schedule", "schedule of debts, business debt schedule"),
    LEASE_AGREEMENT("Lease agreement", "lease, premises lease");

    public static final CodeList<DocumentCode> CODES = new CodeList<>(values());

    private final String label;
    private final String aliases;

    DocumentCode(String label, String aliases) {
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
