import { expect, test } from "vitest";
import { madeUpUsers } from "../../testing/madeUpUsers";
import { selectionChanges } from "./selection";

const [a, b, c] = madeUpUsers(3).map((user, index) => ({ ...user, selected: index === 0 }));
if (a === undefined || b === undefined || c === undefined) throw new Error("three were made up");
const rows = [a, b, c];

test("a tick adds that user only", () => {
  expect(selectionChanges(rows, [a, c])).toEqual([{ kind: "set", ids: [c.id], selected: true }]);
});

test("taking a tick away takes that user out", () => {
  expect(selectionChanges(rows, [])).toEqual([{ kind: "set", ids: [a.id], selected: false }]);
});

test("the box at the top adds the whole page", () => {
  expect(selectionChanges(rows, rows)).toEqual([
    { kind: "set", ids: [b.id, c.id], selected: true },
  ]);
});

test("one in and one out are two changes", () => {
  expect(selectionChanges(rows, [b])).toEqual([
    { kind: "set", ids: [b.id], selected: true },
    { kind: "set", ids: [a.id], selected: false },
  ]);
});

test("nothing new is no change", () => {
  expect(selectionChanges(rows, [a])).toEqual([]);
});
