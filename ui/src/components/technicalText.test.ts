import { expect, test } from "vitest";
import { INSTANCE, madeUpProblem, START } from "../testing/fakeClient";
import { technicalText } from "./technicalText";

const NOW = new Date(Date.UTC(2026, 2, 3, 14, 3));

test("IT is told all that is known", () => {
  expect(
    technicalText(madeUpProblem("accessDenied"), { start: START, instance: INSTANCE }, NOW),
  ).toBe(
    [
      "Roster: 0.1.0",
      "Instance: Practice contact centre (eu-central-1)",
      "Time: 2026-03-03T14:03:00.000Z",
      "Problem: accessDenied",
      "Operation: SearchUsers",
      "Error: AccessDeniedException",
      "Status: 403",
      "Message: User is not authorized to perform: connect:SearchUsers",
      "Request: 5f0c1e2d-0000-4000-8000-000000000001",
    ].join("\n"),
  );
});

test("what is not known is left out", () => {
  expect(
    technicalText({ code: "cancelled", technical: null }, { start: null, instance: null }, NOW),
  ).toBe("Time: 2026-03-03T14:03:00.000Z\nProblem: cancelled");
});
