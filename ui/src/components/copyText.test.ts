import { afterEach, expect, test, vi } from "vitest";
import { copyText } from "./copyText";

afterEach(() => {
  Reflect.deleteProperty(navigator, "clipboard");
  Reflect.deleteProperty(document, "execCommand");
});

function clipboard(writeText: ((text: string) => Promise<void>) | undefined): void {
  Object.defineProperty(navigator, "clipboard", {
    configurable: true,
    value: writeText && { writeText },
  });
}

function oldCopy(result: boolean): () => string[] {
  const copied: string[] = [];
  document.execCommand = () => {
    copied.push((document.activeElement as HTMLTextAreaElement).value);
    return result;
  };
  return () => copied;
}

test("text goes to the clipboard", async () => {
  const writeText = vi.fn(async () => undefined);
  clipboard(writeText);
  expect(await copyText("arn:1")).toBe(true);
  expect(writeText).toHaveBeenCalledWith("arn:1");
});

test.each([
  ["hidden", undefined],
  ["refused", async () => Promise.reject(new Error("NotAllowedError"))],
])("a clipboard that is %s is gone round by selecting the text", async (_name, writeText) => {
  clipboard(writeText);
  const copied = oldCopy(true);
  expect(await copyText("arn:2")).toBe(true);
  expect(copied()).toEqual(["arn:2"]);
  expect(document.querySelector("textarea")).toBeNull();
});

test("when neither way works, it says so", async () => {
  clipboard(undefined);
  oldCopy(false);
  expect(await copyText("arn:3")).toBe(false);
});
