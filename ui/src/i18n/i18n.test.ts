import { expect, test } from "vitest";
import { formatFor } from "./format";
import { startMessages, textLanguage } from "./i18n";

test("numbers follow the person's locale, also where there is no translation", () => {
  const messages = startMessages("de-DE");
  expect(textLanguage(messages)).toBe("en");
  expect(messages.t("users.counter", { count: 12345 })).toBe("(12.345)");
});

test("one and many have their own forms", () => {
  const { t } = startMessages("en-GB");
  expect(t("states.missing.what", { count: 1 })).toBe("The list is incomplete: 1 user is missing");
  expect(t("states.missing.what", { count: 1234 })).toBe(
    "The list is incomplete: 1,234 users are missing",
  );
});

test("a locale that makes no sense is taken for English", () => {
  expect(startMessages("not a locale").language).toBe("en");
});

test("dates and lists follow the locale", () => {
  const moment = new Date(2026, 2, 3, 14, 3).getTime();
  expect(formatFor("en-GB").moment(moment)).toBe("3 Mar 2026, 14:03");
  expect(formatFor("de-DE").moment(moment)).toBe("03.03.2026, 14:03");
  expect(formatFor("en-GB").list(["Agent", "Admin"])).toBe("Agent, Admin");
});
