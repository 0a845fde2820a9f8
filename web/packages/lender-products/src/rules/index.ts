export { CATEGORIES, COUNTRIES, type LenderProduct, PURPOSES } from "../product.js";
export { changedMembers } from "./changes.js";
export { type CostEstimate, estimateCost, type Range } from "./cost.js";
export { type DocumentNeed, documentUnion } from "./documents.js";
export {
  type Eligibility,
  type Enquiry,
  eligibility,
  matching,
  type Reason,
  type Relaxation,
  relaxations,
  type Verdict,
} from "./eligibility.js";
export { type Amount, money } from "./money.js";
