/** A code that this version knows, or one that a newer Staff App added. */
type Open<Known extends string> = Known | (string & {});

export const CATEGORIES = [
  "TERM_LOAN",
  "LINE_OF_CREDIT",
  "EQUIPMENT_FINANCE",
  "INVOICE_FACTORING",
  "PURCHASE_ORDER_FINANCE",
  "WORKING_CAPITAL",
  "MERCHANT_CASH_ADVANCE",
  "ASSET_BASED_LENDING",
  "GOVERNMENT_BACKED",
  "STARTUP_CAPITAL",
  "MEDIA_FINANCE",
  "COMMERCIAL_REAL_ESTATE",
] as const;

export const PURPOSES = [
  "EQUIPMENT",
  "WORKING_CAPITAL",
  "INVENTORY",
  "EXPANSION",
  "REFINANCE",
  "REAL_ESTATE",
  "OTHER",
] as const;

export const COUNTRIES = ["CA", "US"] as const;

export type Category = Open<(typeof CATEGORIES)[number]>;
export type Purpose = Open<(typeof PURPOSES)[number]>;
export type Country = Open<(typeof COUNTRIES)[number]>;

/** A document that an applicant hands in. */
export interface RequiredDocument {
  /** A code of the document list, e.g. `BANK_STATEMENTS`. */
  readonly code: string;
  readonly required: boolean;
  readonly stage: Open<"APPLICATION" | "CLOSING"> | null;
  /** The amount from which it is asked for; null: always. */
  readonly amountFrom: string | null;
}

/**
 * A lender product as it is on the wire. `null` means that the product does not state it, never zero. Money and rates
 * are decimal texts (`"10000.00"`, `"7.9900"`). Members that a newer Staff App added are kept, though not typed.
 */
export interface LenderProduct {
  readonly id: string;
  readonly lenderId: string;
  readonly lenderName: string;
  readonly name: string;
  readonly category: Category;
  readonly country: Country;
  readonly currency: Open<"CAD" | "USD">;
  /** ISO 3166-2 codes, e.g. `CA-QC`. */
  readonly regionsExcluded: readonly string[];
  readonly amountMin: string | null;
  readonly amountMax: string | null;
  readonly rateKind: Open<"APR" | "MONTHLY_PERCENT" | "FACTOR"> | null;
  readonly rateType: Open<"FIXED" | "VARIABLE"> | null;
  /** With it the rates are the margin over this index. */
  readonly rateIndex: Open<"CA_PRIME" | "CORRA" | "US_PRIME" | "SOFR"> | null;
  /** As typed: with `APR` and `MONTHLY_PERCENT` 7.99 means 7.99 %, with `FACTOR` 1.24 means repay 1.24 for each 1. */
  readonly rateMin: string | null;
  readonly rateMax: string | null;
  readonly termMinMonths: number | null;
  readonly termMaxMonths: number | null;
  readonly minCreditScore: number | null;
  readonly minMonthsInBusiness: number | null;
  readonly minMonthlyRevenue: string | null;
  readonly requiresReceivables: boolean | null;
  /** What the money may be used for; empty: anything. */
  readonly fundsPurposes: readonly Purpose[];
  /** NAICS codes of 2 to 6 digits; a code stands for all that begin with it. */
  readonly industriesExcluded: readonly string[];
  readonly requiredDocuments: readonly RequiredDocument[];
  readonly description: string | null;
  readonly feesNote: string | null;
  /** The catalog version at which the product last changed. */
  readonly version: number;
}
