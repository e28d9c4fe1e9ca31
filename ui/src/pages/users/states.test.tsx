import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Problem } from "../../ipc/generated/Problem";
import { accessibilityFaults } from "../../testing/axe";
import { madeUpProblem } from "../../testing/fakeClient";
import { inScenario, type Scenario } from "../../testing/scenarios";
import { show } from "../../testing/show";

/** What a person must be able to read or do in each state. */
const states: [Scenario, (string | RegExp)[], string[]][] = [
  [
    "firstLoad",
    ["Reading the users of Practice contact centre", "Users: 2,500 of about 5,000"],
    ["Cancel reading the users"],
  ],
  ["neverRead", ["The users have not been read yet"], ["Refresh"]],
  ["cancelledFirst", ["Reading was cancelled", "Choose Refresh to read the users."], ["Refresh"]],
  [
    "failedFirst",
    ["The users could not be read", "Your access does not allow this."],
    ["Try again", "Copy details for IT"],
  ],
  [
    "loading",
    ["Users: 2,500 of about 5,000", "Quick connects: 300 so far", "=cmd"],
    ["Cancel reading the users"],
  ],
  ["cancelled", ["Reading was cancelled", "=cmd"], ["Refresh"]],
  [
    "failed",
    ["The list could not be refreshed: Connect can't be reached", "=cmd"],
    ["Refresh", "Copy details for IT"],
  ],
  ["empty", ["This instance has no users"], ["Refresh"]],
  ["missing", ["The list is incomplete: 3 users are missing", "=cmd"], ["Refresh"]],
  [
    "doubtful",
    ["The list may be incomplete", /one of them left out 2 users who are there/, "=cmd"],
    ["Refresh"],
  ],
  ["unchecked", ["The list may be incomplete", "=cmd"], ["Refresh", "Copy details for IT"]],
  ["preferences", ["Your preferences could not be read", "=cmd"], ["Copy details for IT"]],
  ["nothingMatches", ["Nobody found", "No user matches your search."], ["Clear filters"]],
];

test.each(states)("%s says what is so and what to do next", async (scenario, texts, buttons) => {
  show(inScenario(scenario));
  for (const text of texts) {
    expect((await screen.findAllByText(text)).length).toBeGreaterThan(0);
  }
  for (const name of buttons) {
    expect(screen.getAllByRole("button", { name }).length).toBeGreaterThan(0);
  }
  expect(await accessibilityFaults()).toEqual([]);
});

test("what could not be read shows as unknown, with a word on why", async () => {
  const { person } = show(inScenario("gaps"));
  expect((await screen.findAllByText("Unknown (not allowed)")).length).toBe(10);
  expect(screen.getAllByText("Unknown (no answer in time)").length).toBe(10);
  expect(screen.getByText("Not everything could be read: Quick connects")).toBeTruthy();
  expect(await accessibilityFaults()).toEqual([]);
  const notice = screen.getByRole("region", { name: "Notices" });
  await person.click(within(notice).getAllByRole("button", { name: /dismiss/i })[0] as HTMLElement);
  expect(screen.queryByText("Not everything could be read: Quick connects")).toBeNull();
});

test("a notice that was put away comes back with the next reading", async () => {
  const client = inScenario("gaps");
  const { person } = show(client);
  const header = "Not everything could be read: Quick connects";
  await screen.findByText(header);
  const notices = screen.getByRole("region", { name: "Notices" });
  await person.click(
    within(notices).getAllByRole("button", { name: /dismiss/i })[0] as HTMLElement,
  );
  expect(screen.queryByText(header)).toBeNull();
  client.become({ load: { kind: "loading", progress: [] } });
  await screen.findByTestId("cancel-load");
  client.become({ load: { kind: "idle" } });
  expect(await screen.findByText(header)).toBeTruthy();
});

test.each<[string, Problem, number]>([
  ["the same", madeUpProblem("accessDenied"), 1],
  ["another", madeUpProblem("timedOut"), 2],
])(
  "where dates are missing for %s reason, nothing is told of twice",
  async (_which, problem, count) => {
    const client = inScenario("unchecked");
    client.become({ gaps: [{ columns: ["lastChanged"], problem }] });
    show(client);
    expect(await screen.findByText("The list may be incomplete")).toBeTruthy();
    // The second notice lies under the first, with a bar that says how many there are.
    expect(screen.queryAllByText("Notifications").length).toBe(count - 1);
  },
);

test("clearing the filters brings everybody back", async () => {
  const { person } = show(inScenario("nothingMatches"));
  await person.click(await screen.findByRole("button", { name: "Clear filters" }));
  expect(await screen.findByText("=cmd")).toBeTruthy();
  const search = screen.getByLabelText("Search users");
  expect(search).toHaveProperty("value", "");
  expect(document.activeElement).toBe(search);
});

test("a practice instance is marked as one, and a real one is not", async () => {
  show(inScenario("usual"));
  expect(await screen.findByTestId("practice-badge")).toHaveProperty(
    "textContent",
    "Practice instance",
  );
});

test("a real instance has neither the mark nor the reset", async () => {
  const { person } = show(inScenario("real"));
  expect(await screen.findByText("Contact Centre Europe")).toBeTruthy();
  expect(screen.queryByTestId("practice-badge")).toBeNull();
  await person.click(screen.getByRole("button", { name: "Settings" }));
  expect(screen.getByText("Dark")).toBeTruthy();
  expect(screen.queryByText("Reset practice instance")).toBeNull();
});
