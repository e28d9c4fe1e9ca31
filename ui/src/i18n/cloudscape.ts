import type { I18nProviderProps } from "@cloudscape-design/components/i18n";

type Messages = I18nProviderProps.Messages;

/** The texts of Cloudscape's own components: its operators, its calendar, its pager. */
export interface CloudscapeTexts {
  locale: string;
  messages: Messages;
}

const FOLDER = "/node_modules/@cloudscape-design/components/i18n/messages";
const FALLBACK = "en-GB";

const files = import.meta.glob<Messages>(
  [
    "/node_modules/@cloudscape-design/components/i18n/messages/all.*.js",
    "!/node_modules/@cloudscape-design/components/i18n/messages/all.all.js",
  ],
  { import: "default" },
);

/** Loads Cloudscape's texts for the language of our own; British English where it has none. */
export async function cloudscapeTexts(language: string): Promise<CloudscapeTexts> {
  const wanted = [language, language.split("-")[0]].find(
    (one) => one !== "en" && files[`${FOLDER}/all.${one}.js`] !== undefined,
  );
  const locale = wanted ?? FALLBACK;
  const load = files[`${FOLDER}/all.${locale}.js`];
  if (load === undefined) throw new Error(`Cloudscape has no texts for ${locale}`);
  return { locale, messages: await load() };
}
