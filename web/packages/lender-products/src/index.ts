export type { CatalogCache } from "./cache.js";
export type { Catalog } from "./catalog.js";
export {
  type CatalogChange,
  createLenderProducts,
  type LenderProductsClient,
  type LenderProductsOptions,
  type LenderProductsView,
  sharedLenderProducts,
} from "./client.js";
export type { Position } from "./position.js";
export type { Category, Country, LenderProduct, Purpose, RequiredDocument } from "./product.js";
export type { Freshness } from "./state.js";
