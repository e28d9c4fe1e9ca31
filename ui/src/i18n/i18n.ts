import i18next, { type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import type en from "../messages/en.json";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

/** Every catalogue in the folder, by language: a translation is one more file. */
const catalogues = import.meta.glob<typeof en>("../messages/*.json", {
  eager: true,
  import: "default",
});

const FALLBACK = "en";

/** Reads the catalogues. The locale decides the language and how numbers and dates look. */
export function startMessages(locale: string): i18n {
  const resources = Object.fromEntries(
    Object.entries(catalogues).map(([path, translation]) => [
      path.slice(path.lastIndexOf("/") + 1, -".json".length),
      { translation },
    ]),
  );
  const messages = i18next.createInstance();
  void messages.use(initReactI18next).init({
    lng: usableLocale(locale),
    fallbackLng: FALLBACK,
    resources,
    initAsync: false,
    // React already escapes what it shows.
    interpolation: { escapeValue: false },
  });
  return messages;
}

/** The language that the texts are in: the person's, where there is a catalogue for it. */
export function textLanguage(messages: i18n): string {
  return (
    messages.languages.find((language) => messages.hasResourceBundle(language, "translation")) ??
    FALLBACK
  );
}

function usableLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? FALLBACK;
  } catch {
    return FALLBACK;
  }
}
