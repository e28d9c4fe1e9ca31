import { expect, test } from "vitest";
import { cloudscapeTexts } from "./cloudscape";

test.each([
  ["en", "en-GB"],
  ["de", "de"],
  ["pt-BR", "pt-BR"],
  ["de-AT", "de"],
  ["nl", "en-GB"],
])("for %s Cloudscape's own texts are those of %s", async (language, locale) => {
  const texts = await cloudscapeTexts(language);
  expect(texts.locale).toBe(locale);
  expect(Object.keys(Object.values(texts.messages)[0] ?? {})).toEqual([locale]);
});
