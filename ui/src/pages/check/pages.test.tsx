import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { accessibilityFaults } from "../../testing/axe";
import { inScenario, type Scenario } from "../../testing/scenarios";
import { show } from "../../testing/show";

async function checked(scenario: Scenario) {
  const { person } = show(inScenario(scenario));
  const menu = await screen.findByTestId("menu-Berlin");
  await person.click(within(menu).getByRole("button"));
  await person.click(await screen.findByRole("menuitem", { name: "Check connection" }));
  await screen.findByTestId("check-step-name");
  return person;
}

test("a step that fails says why, and those after it were not tried", async () => {
  await checked("checkFailed");
  const encryption = await screen.findByTestId("check-step-encryption");
  await waitFor(() => expect(encryption.dataset.verdict).toBe("failed"));
  expect(within(encryption).getByText("The connection is not safe")).toBeTruthy();
  expect(screen.getByTestId("check-step-permission").dataset.verdict).toBe("notTried");
  expect(await accessibilityFaults()).toEqual([]);
});

test("a check that runs can be stopped", async () => {
  const person = await checked("checkRunning");
  await person.click(await screen.findByTestId("check-cancel"));
  await waitFor(() => expect(screen.queryByTestId("check-cancel")).toBeNull());
});

test("who is not signed in is told that this was not tried", async () => {
  await checked("checkSignedOut");
  const signature = await screen.findByTestId("check-step-signature");
  await waitFor(() => expect(signature.dataset.verdict).toBe("notSignedIn"));
});

test("every setting says where it comes from", async () => {
  const { person } = show(inScenario("findings"));
  await person.click(await screen.findByRole("button", { name: "All settings" }));
  const page = await screen.findByTestId("settings-page");
  await within(page).findAllByText(/Set by your organisation/);
  expect(within(page).getAllByText("Roster's default").length).toBeGreaterThan(0);
  expect(await accessibilityFaults()).toEqual([]);
});
