import type { components } from "staff-api";

type Schemas = components["schemas"];

export type Product = Schemas["StaffProduct"];
export type ProductInput = Schemas["ProductInput"];
export type RequiredDocument = Schemas["Document"];
export type Lender = Schemas["StaffLender"];
export type LenderInput = Schemas["LenderInput"];
export type Client = Schemas["Client"];
export type Delivery = Schemas["Delivery"];
export type FieldError = { pointer: string; detail: string };
/** RFC 9457; all members are optional, since what stands between may answer too. */
export interface Problem {
  type?: string;
  title?: string;
  detail?: string;
  errors?: FieldError[];
  [member: string]: unknown;
}

export interface PageOf<T> {
  items: T[];
  total: number;
  page: number;
  pageSize: number;
}

export interface Coded {
  code: string;
  label: string;
}

/** The code lists, as `GET /api/reference-data` serves them. */
export interface ReferenceData {
  categories: Coded[];
  countries: (Coded & { currency: string })[];
  regions: (Coded & { country: string })[];
  documents: Coded[];
  documentStages: Coded[];
  fundsPurposes: Coded[];
  rateKinds: (Coded & { min: string; max: string })[];
  rateTypes: Coded[];
  rateIndexes: (Coded & { country: string })[];
  productStatuses: Coded[];
  lenderStatuses: Coded[];
}

export type Role = "viewer" | "editor" | "admin";

export interface Session {
  user: { id: string; email: string; name: string; role: Role };
  csrfToken: string;
  expiresAt?: string;
}
