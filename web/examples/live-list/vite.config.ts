import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The page's own origin serves the catalog: the first Client App of ./run stands behind it.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  server: { proxy: { "/api": { target: process.env.CLIENT_URL ?? "http://127.0.0.1:8081", ws: true } } },
});
