// Fails when the portal's scripts are larger than they may be, compressed.
import { readdirSync, readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";

const LIMIT = 250 * 1024;

const scripts = readdirSync("dist/assets").filter((name) => name.endsWith(".js"));
const total = scripts.reduce((sum, name) => sum + brotliCompressSync(readFileSync(`dist/assets/${name}`)).length, 0);
console.log(`portal: ${total} B of scripts, brotli`);
if (total === 0 || total > LIMIT) {
  console.error(`The portal's scripts are ${total} B, compressed with brotli; they may be ${LIMIT} B.`);
  process.exit(1);
}
