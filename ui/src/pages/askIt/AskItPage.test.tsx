import { screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { accessibilityFaults } from "../../testing/axe";
import { MANAGED_FILE } from "../../testing/madeUpInstances";
import { inScenario } from "../../testing/scenarios";
import { show } from "../../testing/show";

const message = () => screen.getByTestId("ask-message").textContent ?? "";

async function shownPage() {
  const client = inScenario("firstStart");
  const shown = show(client);
  await shown.person.click(await screen.findByTestId("ask-it"));
  await screen.findByTestId("ask-message");
  return { client, ...shown };
}

test("the message has all that IT needs, and marks what IT fills in", async () => {
  const { person } = await shownPage();
  for (const part of [
    "Subject: ",
    '"connect:SearchUsers"',
    "[[instances]]",
    MANAGED_FILE,
    "delete users",
  ]) {
    expect(message()).toContain(part);
  }
  const marked = [...document.querySelectorAll("mark")].map((mark) => mark.textContent);
  expect(marked).toContain("FILL-IN-ACCOUNT");
  expect(screen.getByTestId("ask-blanks").textContent).toContain("FILL-IN-INSTANCE");
  expect(await accessibilityFaults()).toEqual([]);
  await person.click(screen.getByRole("button", { name: "Copy the message" }));
  expect(await navigator.clipboard.readText()).toBe(message());
});

test("it follows what is filled in and wished for, once typing has paused", async () => {
  const { client, person } = await shownPage();
  const asked = vi.spyOn(client, "askIt");
  await person.type(screen.getByLabelText("Connect address"), "https://berlin.my.connect.aws");
  await person.click(screen.getByLabelText("Delete users"));
  await waitFor(() =>
    expect(message()).toContain("Our Connect instance: https://berlin.my.connect.aws"),
  );
  await waitFor(() => expect(message()).not.toContain("- delete users"));
  expect(asked.mock.lastCall?.[0]).toEqual({
    place: "https://berlin.my.connect.aws",
    region: "",
    edit: true,
    delete: false,
  });
  expect(asked.mock.calls.length).toBeLessThan(10);
});

test("a place that can't be understood says so beside its field", async () => {
  const { person } = await shownPage();
  await person.type(screen.getByLabelText("Connect address"), "our office");
  expect(await screen.findByText(/This is not the address of a Connect website/)).toBeTruthy();
});

test("Back leads to where one came from", async () => {
  const { person } = await shownPage();
  expect(document.activeElement?.tagName).toBe("H1");
  await person.click(screen.getByTestId("back"));
  expect(await screen.findByTestId("start-page")).toBeTruthy();
});
