import { build } from "vite";
import { expect, test } from "vitest";
import { fontFiles } from "./fontFiles.ts";

const FONT = Buffer.from("a font").toString("base64");
const PAGE = "\0page.js";

test("a font in a style sheet becomes a file that the sheet points to", async () => {
  const result = await build({
    configFile: false,
    logLevel: "silent",
    build: { write: false, rolldownOptions: { input: "page" } },
    plugins: [
      {
        name: "page",
        resolveId: (id) => (id === "page" ? PAGE : id === "/page.css" ? id : null),
        load: (id) => {
          if (id === PAGE) return 'import "/page.css"';
          if (id !== "/page.css") return null;
          return `@font-face { src: url("data:font/woff2;base64,${FONT}") }`;
        },
      },
      fontFiles(),
    ],
  });
  if (Array.isArray(result) || !("output" in result)) throw new Error("one build was asked for");
  const assets = result.output.filter((file) => file.type === "asset");
  const font = assets.find(({ fileName }) => fileName.endsWith(".woff2"));
  const sheet = assets.find(({ fileName }) => fileName.endsWith(".css"));
  expect(Buffer.from(font?.source ?? "").toString()).toBe("a font");
  expect(String(sheet?.source)).toContain(`url(./${font?.fileName.split("/").at(-1)})`);
  expect(String(sheet?.source)).not.toContain("data:");
});
