import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** All of public/: what is not in the bundle. */
const PUBLIC = readdirSync(join(import.meta.dirname, "public")).sort();

/**
 * Writes sw.js: the service worker with the list of what it keeps. Each build makes other bytes of it, by which
 * browsers know that there is something new.
 */
function serviceWorker(): Plugin {
  return {
    name: "service-worker",
    apply: "build",
    generateBundle(_, bundle) {
      const files = Object.keys(bundle).filter((name) => !name.endsWith(".map"));
      const shell = [
        "/",
        ...PUBLIC.map((name) => `/${name}`),
        ...files.filter((name) => name !== "index.html").map((name) => `/${name}`),
      ];
      const hash = createHash("sha256");
      for (const name of files.sort()) {
        const file = bundle[name];
        hash.update(name).update(file?.type === "chunk" ? file.code : (file?.source ?? ""));
      }
      for (const name of ["index.html", ...PUBLIC.map((name) => `public/${name}`)]) {
        hash.update(readFileSync(join(import.meta.dirname, name)));
      }
      const source = readFileSync(join(import.meta.dirname, "src/sw.js"), "utf8")
        .replace('"BUILD"', JSON.stringify(hash.digest("hex").slice(0, 16)))
        .replace('["SHELL"]', JSON.stringify(shell));
      this.emitFile({ type: "asset", fileName: "sw.js", source });
    },
  };
}

/** The Client App that the development server shows: `./run` starts one there. */
const CLIENT_APP = process.env.CLIENT_APP ?? "http://127.0.0.1:8081";

export default defineConfig({
  plugins: [react(), serviceWorker()],
  build: { target: "es2022", modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  server: { proxy: { "/api": { target: CLIENT_APP, ws: true } } },
});
