import { defineConfig } from "vitest/config";

// Vitest prints failures with it, and Node 20 has not got it.
(Map as { groupBy?: unknown }).groupBy ??= <T, K>(items: Iterable<T>, keyOf: (item: T) => K) => {
  const groups = new Map<K, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
};

// As Surefire's groups: ./test fast leaves out what is slow, ./test soak runs each property with many more seeds.
const isFast = (process.env.TEST_EXCLUDED_GROUPS ?? "").split(",").includes("slow");

export default defineConfig({
  test: {
    include: ["test/**/*.test.{ts,tsx}"],
    exclude: isFast ? ["test/**/*.slow.test.ts"] : [],
    reporters: ["default", "junit"],
    outputFile: { junit: "../../target/surefire-reports/TEST-lender-products.xml" },
    testTimeout: 20_000,
  },
});
