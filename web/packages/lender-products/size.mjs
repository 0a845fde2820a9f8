// Fails when the core is larger than it may be: what an app's bundler makes of it, compressed. The SHA-256 for pages
// without crypto.subtle is a chunk of its own, which only they load.
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";

const LIMIT = 6 * 1024;

const { outputFiles } = await build({
  stdin: { contents: 'export * from "./dist/index.js";', resolveDir: "." },
  bundle: true,
  splitting: true,
  format: "esm",
  minify: true,
  write: false,
  outdir: "size",
});
let core = 0;
for (const { path, contents } of outputFiles) {
  const compressed = brotliCompressSync(contents).length;
  const isCore = path.endsWith("stdin.js");
  if (isCore) core += compressed;
  console.log(
    `${isCore ? "core" : "SHA-256"}: ${contents.length} B, gzip ${gzipSync(contents, { level: 9 }).length} B, brotli ${compressed} B`,
  );
}
if (core === 0 || core > LIMIT) {
  console.error(`The core is ${core} B, compressed with brotli; it may be ${LIMIT} B.`);
  process.exit(1);
}
