import type { Product } from "../src/api/types";

/** A product with what a test is about. */
export function product(id: string, of: Partial<Product> = {}): Product {
  return {
    id,
    lenderId: "l1",
    lenderName: "Northern",
    name: `Product ${id}`,
    category: "TERM_LOAN",
    country: "CA",
    currency: "CAD",
    requiresReceivables: false,
    status: "PUBLISHED",
    revision: 1,
    createdAt: "2026-01-01T00:00:00Z",
    createdBy: "a",
    updatedAt: "2026-01-01T00:00:00Z",
    updatedBy: "a",
    ...of,
  } as Product;
}
