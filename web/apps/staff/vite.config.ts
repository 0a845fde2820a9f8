import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The Staff App that the development server shows: `./run` starts one there. */
const STAFF_APP = process.env.STAFF_APP ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react()],
  build: { target: "es2022", modulePreload: { polyfill: false }, assetsInlineLimit: 0, manifest: true },
  // The Staff App takes writes from its own pages only, so the development server says that it is one.
  server: { proxy: { "/api": { target: STAFF_APP, changeOrigin: true, headers: { Origin: STAFF_APP } } } },
});
