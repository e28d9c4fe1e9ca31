import { screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { accessibilityFaults } from "../../testing/axe";
import { madeUpProblem } from "../../testing/fakeClient";
import { inScenario, type Scenario } from "../../testing/scenarios";
import { show } from "../../testing/show";

const verdictOf = (part: string) => screen.getByTestId(`check-step-${part}`).dataset.verdict;

async function shownCheck(scenario: Scenario) {
  const client = inScenario(scenario);
  const started = vi.spyOn(client, "startCheck");
  const shown = show(client);
  await shown.person.click(await screen.findByRole("button", { name: /^More for Berlin/ }));
  await shown.person.click(screen.getByRole("menuitem", { name: "Check connection" }));
  await screen.findByTestId("check-step-name");
  return { client, started, ...shown };
}

test("the check begins by itself, and all is well in words", async () => {
  const { started, person } = await shownCheck("start");
  expect(started.mock.calls).toEqual([["Berlin"]]);
  expect(screen.getAllByText("Everything is in order.").length).toBeGreaterThan(0);
  expect(verdictOf("permission")).toBe("passed");
  expect(await accessibilityFaults()).toEqual([]);
  await person.click(screen.getByRole("button", { name: "Copy the report for IT" }));
  expect(await navigator.clipboard.readText()).toBe("Connection check of Berlin");
});

test("a step that fails says what it means and what to do, and later ones why not", async () => {
  const { started, person } = await shownCheck("checkFailed");
  const failed = screen.getByTestId("check-step-encryption");
  expect(failed.dataset.verdict).toBe("failed");
  expect(within(failed).getByText("The connection is not safe")).toBeTruthy();
  expect(within(failed).getByText("Don't go on. Send the details to your IT.")).toBeTruthy();
  expect(verdictOf("clock")).toBe("notTried");
  await person.click(screen.getByTestId("check-run"));
  await waitFor(() => expect(started).toHaveBeenCalledTimes(2));
});

test("who has not signed in is told to, and is not told of a failure", async () => {
  await shownCheck("checkSignedOut");
  expect(verdictOf("encryption")).toBe("notNeeded");
  expect(verdictOf("signature")).toBe("notSignedIn");
  expect(screen.getAllByText(/^All is well so far/).length).toBeGreaterThan(0);
});

test("a check under way can be cancelled", async () => {
  const { person } = await shownCheck("checkRunning");
  expect(verdictOf("name")).toBe("running");
  await person.click(screen.getByTestId("check-cancel"));
  expect((await screen.findAllByText("The check was stopped.")).length).toBeGreaterThan(0);
});

test("a check that can't begin says so and can be tried again", async () => {
  const client = inScenario("start");
  vi.spyOn(client, "startCheck").mockRejectedValueOnce(madeUpProblem("instanceGone"));
  const { person } = show(client);
  await person.click(await screen.findByRole("button", { name: /^More for Berlin/ }));
  await person.click(screen.getByRole("menuitem", { name: "Check connection" }));
  expect(await screen.findByText("This instance is not open any more")).toBeTruthy();
  await person.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByTestId("check-step-name")).toBeTruthy();
});
