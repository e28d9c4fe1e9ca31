import { expect, test } from "vitest";
import { START } from "../../testing/fakeClient";
import { fromDialog, toDialog, withWidths } from "./preferences";

const { preferences } = START;

test("confirming the dialog unchanged changes nothing", () => {
  expect(fromDialog(preferences, toDialog(preferences))).toEqual(preferences);
});

test("what was chosen in the dialog is kept, and so are the widths", () => {
  const wide = {
    ...preferences,
    columns: preferences.columns.map((one) =>
      one.column === "tags" ? { ...one, width: 333 } : one,
    ),
  };
  const dialog = toDialog(wide);
  const kept = fromDialog(wide, {
    ...dialog,
    pageSize: 250,
    wrapLines: true,
    contentDensity: "compact",
    contentDisplay: [...(dialog.contentDisplay ?? [])]
      .reverse()
      .map((one) => (one.id === "tags" ? { ...one, visible: true } : one)),
  });
  expect(kept).toMatchObject({ pageSize: 250, wrapLines: true, density: "compact" });
  expect(kept.columns.map(({ column }) => column)).toEqual(
    wide.columns.map(({ column }) => column).reverse(),
  );
  expect(kept.columns.find(({ column }) => column === "tags")).toEqual({
    column: "tags",
    visible: true,
    width: 333,
  });
});

test("the login is shown even where it was remembered as hidden", () => {
  const hidden = {
    ...preferences,
    columns: preferences.columns.map((one) => ({ ...one, visible: false })),
  };
  const shown = toDialog(hidden).contentDisplay?.filter(({ visible }) => visible);
  expect(shown?.map(({ id }) => id)).toEqual(["login"]);
});

test("only the column that was resized gets a width", () => {
  const columns = [
    { id: "login" as const, width: 190 },
    { id: "tags" as const, width: 220 },
  ];
  const kept = withWidths(preferences, columns, [190, 301.6]);
  expect(kept.columns.filter(({ width }) => width !== null)).toEqual([
    { column: "tags", visible: false, width: 302 },
  ]);
});
