// Makes dist: one small bundle for each entry, what they share in chunks, and the types beside them.
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { build } from "esbuild";

/**
 * Members of objects that never leave the package, shortened in the bundle to keep it small (source maps know their
 * names). A name that is also a member of something from outside, be it the browser, the wire or our own API, must not
 * be here; the browser tests run what is built.
 */
const INTERNAL = [
  "anchor|apply|asked|atLeast|call|cause|changedSince|claimed|confirmation|confirmed|connection|delta|doubted|effects",
  "ended|entries|failures|feed|follow|frame|hash|heard|isOlderThan|jitter|kind|lastPull|mismatches|monotonic|moved",
  "offer|outrun|pinged|pings|product|pull|queued|received|reject|reported|resyncs|sharing|sleep|snapshot|sum|trouble",
  "unanswered|waiter|waiters|waiting|wake|wall|where|wish|with|word",
].join("|");

rmSync("dist", { recursive: true, force: true });
await build({
  entryPoints: {
    index: "src/index.ts",
    react: "src/react.tsx",
    query: "src/query.ts",
    "rules/index": "src/rules/index.ts",
  },
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  external: ["react", "@tanstack/react-query"],
  minify: true,
  mangleProps: new RegExp(`^(${INTERNAL})$`),
  sourcemap: true,
  chunkNames: "chunks/[name]-[hash]",
  logLevel: "warning",
});
const typescript = dirname(createRequire(import.meta.url).resolve("typescript/package.json"));
execFileSync(process.execPath, [join(typescript, "bin/tsc"), "-p", "tsconfig.build.json"], { stdio: "inherit" });
