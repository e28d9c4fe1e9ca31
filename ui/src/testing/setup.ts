import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

// Drawing takes its time on a busy machine, and asking whether every element is visible more so.
configure({
  asyncUtilTimeout: 15_000,
  defaultHidden: true,
  getElementError: (message) => new Error(message ?? "not found"),
});

// What a web view has and the test's stand-in lacks.
window.matchMedia = (media) =>
  Object.assign(new EventTarget(), {
    media,
    matches: false,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  }) as MediaQueryList;
window.CSS ??= { escape: (text: string) => text.replace(/[^\w-]/g, "\\$&") } as typeof CSS;
Element.prototype.scrollIntoView ??= () => undefined;
window.scrollTo = () => undefined;

// React and Cloudscape tell of misuse on the console: a nested paragraph, a missing key.
const complaints: string[] = [];
for (const level of ["error", "warn"] as const) {
  // Not a spy, which would be taken away before the first test.
  console[level] = (...parts) => void complaints.push(parts.map(String).join(" "));
}

afterEach(() => {
  cleanup();
  const told = complaints.splice(0);
  if (told.length > 0) throw new Error(`something complained on the console:\n${told.join("\n")}`);
});
