import { createHash } from "node:crypto";
import type { Plugin } from "vite";

const FONT = /url\((["']?)data:font\/(woff2);base64,([A-Za-z0-9+/=]+)\1\)/g;

/**
 * Takes fonts that a style sheet holds as `data:` addresses out into files of their own, since
 * the content security policy lets fonts come from files only.
 */
export function fontFiles(): Plugin {
  return {
    name: "font-files",
    generateBundle(_options, bundle) {
      for (const sheet of Object.values(bundle)) {
        if (sheet.type !== "asset" || !sheet.fileName.endsWith(".css")) continue;
        const text =
          typeof sheet.source === "string" ? sheet.source : new TextDecoder().decode(sheet.source);
        sheet.source = text.replace(FONT, (_match, _quote, format: string, base64: string) => {
          const source = Buffer.from(base64, "base64");
          const name = `font-${createHash("sha256").update(source).digest("hex").slice(0, 8)}.${format}`;
          const folder = sheet.fileName.slice(0, sheet.fileName.lastIndexOf("/") + 1);
          this.emitFile({ type: "asset", fileName: `${folder}${name}`, source });
          return `url(./${name})`;
        });
      }
    },
  };
}
