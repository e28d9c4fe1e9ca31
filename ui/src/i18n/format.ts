import { useMemo } from "react";
import { useTranslation } from "react-i18next";

/** Numbers, dates and lists in the person's locale. */
export interface Format {
  number(value: number): string;
  /** A day and a time, such as "3 Mar 2026, 14:03". */
  moment(milliseconds: number): string;
  /** A time of day, such as "14:03". */
  time(milliseconds: number): string;
  /** "a, b, c". */
  list(items: string[]): string;
}

export function formatFor(locale: string): Format {
  const number = new Intl.NumberFormat(locale);
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: "short" });
  const list = new Intl.ListFormat(locale, { type: "unit", style: "short" });
  return {
    number: (value) => number.format(value),
    moment: (milliseconds) => moment.format(milliseconds),
    time: (milliseconds) => time.format(milliseconds),
    list: (items) => list.format(items),
  };
}

export function useFormat(): Format {
  const { i18n } = useTranslation();
  return useMemo(() => formatFor(i18n.language), [i18n.language]);
}
