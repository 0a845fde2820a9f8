// Fails when what the first screen loads is larger than it may be: the entry's scripts and those of the products' page,
// compressed. The manifest is for this only.
import { readFileSync, rmSync } from "node:fs";
import { gzipSync } from "node:zlib";

const LIMIT = 250 * 1000;
const FIRST = ["index.html", "src/products/ProductsPage.tsx"];

const manifest = JSON.parse(readFileSync("dist/.vite/manifest.json", "utf8"));
const files = new Set();
function add(name) {
  const chunk = manifest[name];
  if (!chunk) throw new Error(`The build has no ${name}`);
  if (files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const imported of chunk.imports ?? []) add(imported);
}
for (const name of FIRST) add(name);
const total = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length, 0);
console.log(`staff: first load ${total} B of scripts, gzip`);
if (total > LIMIT) {
  console.error(`The first screen loads ${total} B of scripts, compressed with gzip; it may load ${LIMIT} B.`);
  process.exit(1);
}
rmSync("dist/.vite", { recursive: true });
