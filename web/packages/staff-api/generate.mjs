// Writes schema.d.ts from openapi.yaml; with --check it fails when the two differ. A package of its own, because
// openapi-typescript needs the API of TypeScript 5.
import { readFile, writeFile } from "node:fs/promises";
import openapi, { astToString } from "openapi-typescript";

const SOURCE = new URL("../../../docs/protocol/openapi.yaml", import.meta.url);
const TARGET = new URL("schema.d.ts", import.meta.url);

const types = `// Generated from docs/protocol/openapi.yaml by \`npm run generate -w staff-api\`.\n${astToString(await openapi(SOURCE))}`;
if (!process.argv.includes("--check")) {
  await writeFile(TARGET, types);
} else if ((await readFile(TARGET, "utf8").catch(() => "")) !== types) {
  console.error("web/packages/staff-api/schema.d.ts is not what openapi.yaml says: npm run generate -w staff-api");
  process.exit(1);
}
