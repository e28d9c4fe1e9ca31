import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Call, readSource } from "../testing/readSource";
import catalogue from "./en.json";

const PLURALS = /_(zero|one|two|few|many|other)$/;
const FOLDER = "src/ipc/generated";

function flatten(value: unknown, path: string): string[] {
  return typeof value === "string"
    ? [path]
    : Object.entries(value as object).flatMap(([name, part]) =>
        flatten(part, path === "" ? name : `${path}.${name}`),
      );
}

/** The members of a generated union of strings, such as `ProblemCode`. */
function members(union: string): string[] {
  const text = readFileSync(`${FOLDER}/${union}.ts`, "utf8");
  return [...text.slice(text.indexOf("export type")).matchAll(/"([^"]+)"/g)].map(
    ([, one]) => one ?? "",
  );
}

const keys = flatten(catalogue, "");
const names = new Set(keys.map((key) => key.replace(PLURALS, "")));
const paths = readdirSync("src", { recursive: true, encoding: "utf8" })
  .map((path) => `src/${path}`)
  .filter(
    (path) =>
      /\.tsx?$/.test(path) &&
      !path.includes(".test.") &&
      !path.startsWith("src/testing/") &&
      !path.startsWith(FOLDER),
  );
const sources = paths.map((path) => readSource(path, readFileSync(path, "utf8")));
const calls: Call[] = sources.flatMap((source) => source.calls);

/** Whether a call may ask for that key: `problem.${code}.what` may ask for any code's. */
function asksFor({ parts }: Call, name: string): boolean {
  const pattern = parts
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("[A-Za-z0-9]+");
  return new RegExp(`^${pattern}$`).test(name);
}

test("the sources were found and read", () => {
  expect(paths.length).toBeGreaterThan(30);
  expect(calls.length).toBeGreaterThan(100);
});

test("every text that is asked for is in the catalogue", () => {
  const missing = calls.filter((call) => ![...names].some((name) => asksFor(call, name)));
  expect(missing).toEqual([]);
});

test("every text in the catalogue is used", () => {
  const unused = [...names].filter((name) => !calls.some((call) => asksFor(call, name)));
  expect(unused).toEqual([]);
});

test("a text with a count has a form for one and for many", () => {
  const plural = new Set(
    keys.filter((key) => PLURALS.test(key)).map((key) => key.replace(PLURALS, "")),
  );
  const halves = [...plural].filter(
    (name) => !keys.includes(`${name}_one`) || !keys.includes(`${name}_other`),
  );
  expect(halves).toEqual([]);
});

describe.each([
  [
    "ProblemCode",
    (code: string) => ["what", "means", "do", "short"].map((part) => `problem.${code}.${part}`),
  ],
  ["Column", (column: string) => [`columns.${column}`]],
  ["LoadPart", (part: string) => [`load.part.${part}`]],
  ["Theme", (theme: string) => [`app.themes.${theme}`]],
  ["FindingCode", (code: string) => [`finding.${code}.what`, `finding.${code}.mend`]],
  ["Colour", (colour: string) => [`colours.${colour}`]],
  ["SignInWay", (way: string) => [`signIn.${way}.label`, `signIn.${way}.hint`]],
  ["AwsProfileWay", (way: string) => [`profileWay.${way}`]],
  ["ReadPart", (part: string) => [`access.read.${part}`]],
  ["ChangeKind", (change: string) => [`access.change.${change}`]],
  ["CheckPart", (part: string) => [`check.part.${part}.title`, `check.part.${part}.means`]],
  ["SettingKey", (key: string) => [`settings.keys.${key}`, `settings.notSet.${key}`]],
])("every %s", (union, wanted) => {
  test.each(members(union))("%s has its texts", (member) => {
    expect(wanted(member).filter((key) => !names.has(key))).toEqual([]);
  });
});

test("no text for people stands in the sources themselves", () => {
  expect(sources.flatMap(({ hardCoded }) => hardCoded)).toEqual([]);
});

test("the reader of sources sees a text that does not come from the catalogue", () => {
  const source = readSource(
    "planted.tsx",
    `const a = <p title="A title">Some words {t("app.name")}{t(\`problem.\${c}.do\`)}{t(x ? "b.c" : "d.e")}</p>;`,
  );
  expect(source.hardCoded).toEqual(["planted.tsx: A title", "planted.tsx: Some words"]);
  expect(source.calls.map(({ parts }) => parts)).toEqual([
    ["app.name"],
    ["problem.", ".do"],
    ["b.c"],
    ["d.e"],
  ]);
});
