import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { FakeClient, madeUpProblem } from "../../testing/fakeClient";
import { show } from "../../testing/show";

/** The login of somebody, which opens the details. */
const OPENER = "login-00000004-5e11-4a6b-9c0d-00000000beef";

async function shownPage() {
  const client = new FakeClient();
  const shown = show(client);
  await screen.findByText("=cmd");
  return { client, ...shown };
}

const selectionCount = () => screen.getByTestId("selection-count").textContent;

test("/ goes to the search box, and is typed when one is there already", async () => {
  const { person } = await shownPage();
  await person.keyboard("/");
  const search = screen.getByLabelText("Search users");
  expect(document.activeElement).toBe(search);
  expect(search).toHaveProperty("value", "");
  await person.keyboard("/");
  expect(search).toHaveProperty("value", "/");
});

test.each(["ctrlKey", "metaKey"])("%s with A selects all that match", async (command) => {
  await shownPage();
  const notPrevented = fireEvent.keyDown(screen.getByTestId("users-table"), {
    key: "a",
    [command]: true,
  });
  expect(notPrevented).toBe(false);
  await waitFor(() => expect(selectionCount()).toBe("30 selected"));
});

test("Ctrl with A in a box selects the box's own text", async () => {
  await shownPage();
  const notPrevented = fireEvent.keyDown(screen.getByLabelText("Search users"), {
    key: "a",
    ctrlKey: true,
  });
  expect(notPrevented).toBe(true);
  expect(selectionCount()).toBe("None selected");
});

test.each([
  ["the details", OPENER, "User ARN"],
  ["the help", "help", "Finding users"],
])("Ctrl with A after a click on text in %s selects that text", async (_name, opener, text) => {
  const { person } = await shownPage();
  await person.click(screen.getByTestId(opener));
  const own = (await screen.findByText(text)).closest("[data-own-text]");
  await person.click(screen.getByText(text));
  expect(document.activeElement).toBe(own);
  await person.keyboard("{Control>}a{/Control}");
  expect(window.getSelection()?.containsNode(screen.getByText(text), true)).toBe(true);
  expect(selectionCount()).toBe("None selected");
});

test("Enter on a cell opens that row's user, and Escape closes it and goes back", async () => {
  const { person } = await shownPage();
  const cell = screen.getByText("דוד").closest("td");
  if (cell === null) throw new Error("the name is in no cell");
  fireEvent.keyDown(cell, { key: "Enter" });
  expect(await screen.findByText("david.levi@example.com")).toBeTruthy();
  await person.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByTestId("details-panel")).toBeNull());
  expect(document.activeElement?.textContent).toBe("david.levi");
});

test("Escape in a dialog is the dialog's own and leaves the details open", async () => {
  const { person } = await shownPage();
  await person.click(screen.getByText("=cmd"));
  await screen.findByTestId("details-panel");
  await person.click(screen.getByRole("button", { name: "Preferences" }));
  fireEvent.keyDown(await screen.findByLabelText("25 users"), { key: "Escape" });
  expect(screen.getByTestId("details-panel")).toBeTruthy();
});

test("the help takes the keyboard, and gives it back to its button", async () => {
  const { person } = await shownPage();
  const help = screen.getByTestId("help");
  await person.click(help);
  expect(help.getAttribute("aria-expanded")).toBe("true");
  const close = await screen.findByRole("button", { name: "Close help" });
  await waitFor(() => expect(document.activeElement).toBe(close));
  await person.click(close);
  await waitFor(() => expect(document.activeElement).toBe(help));
  expect(help.getAttribute("aria-expanded")).toBe("false");
});

test("a button that goes when it is pressed hands the keyboard on", async () => {
  const { person, client } = await shownPage();
  const refresh = screen.getByTestId("refresh");
  await person.click(refresh);
  await person.click(await screen.findByTestId("cancel-load"));
  await waitFor(() => expect(screen.queryByTestId("cancel-load")).toBeNull());
  expect(document.activeElement).toBe(refresh);

  client.become({ load: { kind: "failed", problem: madeUpProblem("timedOut") } });
  const notices = screen.getByRole("region", { name: "Notices" });
  await within(notices).findByText(/could not be refreshed/);
  // The notice before this one takes a moment to go.
  await person.click(await within(notices).findByRole("button", { name: "Refresh" }));
  await waitFor(() => expect(screen.queryByText(/could not be refreshed/)).toBeNull());
  expect(document.activeElement).toBe(refresh);
});

test("when a search has left the open user out, closing goes to the search box", async () => {
  const { person } = await shownPage();
  await person.click(screen.getByText("=cmd"));
  await screen.findByTestId("details-panel");
  await person.type(screen.getByLabelText("Search users"), "levi");
  await screen.findByText("(1 of 30)");
  await person.click(screen.getByRole("button", { name: "Close the user details" }));
  await waitFor(() => expect(screen.queryByTestId("details-panel")).toBeNull());
  expect(document.activeElement).toBe(screen.getByLabelText("Search users"));
});
