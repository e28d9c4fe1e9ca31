import { Fragment } from "react";

interface Props {
  /** What it is, for a screen reader. */
  label: string;
  text: string;
  testId?: string;
  /** Words that are marked wherever they stand. */
  marked?: string[];
}

/** Text as it will be copied: every line as it is, to be scrolled and selected. */
export function PlainText({ label, text, testId, marked = [] }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within the keyboard's reach.
    <section className="plain-text" aria-label={label} data-own-text tabIndex={0}>
      <pre data-testid={testId}>
        {partsOf(text, marked).map((part, at) =>
          marked.includes(part) ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move.
            <mark key={at}>{part}</mark>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move.
            <Fragment key={at}>{part}</Fragment>
          ),
        )}
      </pre>
    </section>
  );
}

function partsOf(text: string, marked: string[]): string[] {
  if (marked.length === 0) return [text];
  const words = [...marked]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return text.split(new RegExp(`(${words.join("|")})`));
}
