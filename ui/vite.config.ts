import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { fontFiles } from "./build/fontFiles.ts";

export default defineConfig({
  plugins: [react(), fontFiles()],
  // Paths from the root work under `tauri://localhost` and in a browser alike.
  base: "/",
  clearScreen: false,
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: ["es2022", "safari16"],
    // The content security policy lets nothing in but files of our own: no `data:` addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
  },
  server: { host: "127.0.0.1", port: 5173, strictPort: true },
  test: {
    environment: "happy-dom",
    setupFiles: ["src/testing/setup.ts"],
    include: ["src/**/*.test.{ts,tsx}", "build/**/*.test.ts"],
    css: false,
    restoreMocks: true,
    testTimeout: 60_000,
  },
});
