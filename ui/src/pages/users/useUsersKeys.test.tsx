import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { FakeClient } from "../../testing/fakeClient";
import { show } from "../../testing/show";

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

test("Ctrl with A in the details leaves the text there to be selected", async () => {
  const { person } = await shownPage();
  await person.click(screen.getByText("=cmd"));
  const panel = await screen.findByTestId("details-panel");
  expect(fireEvent.keyDown(panel, { key: "a", ctrlKey: true })).toBe(true);
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
