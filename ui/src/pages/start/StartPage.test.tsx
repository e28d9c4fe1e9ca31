import { screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { accessibilityFaults } from "../../testing/axe";
import { FakeClient, madeUpProblem } from "../../testing/fakeClient";
import { INSTANCES, MANAGED, MANAGED_FILE } from "../../testing/madeUpInstances";
import { inScenario } from "../../testing/scenarios";
import { show } from "../../testing/show";

const menuOf = (name: string) =>
  screen.findByRole("button", { name: new RegExp(`^More for ${name}`) });

test("every instance is there, with its Region and how one signs in", async () => {
  show(inScenario("start"));
  expect(await screen.findByTestId("open-Berlin")).toBeTruthy();
  expect(screen.getByText("مركز الاتصال").tagName).toBe("BDI");
  expect(screen.getByText("Region eu-west-2")).toBeTruthy();
  expect(screen.getByText("Signs in with the AWS profile connect-admin")).toBeTruthy();
  expect(screen.getByText("Practice instance")).toBeTruthy();
  expect(screen.getByText("Open already")).toBeTruthy();
  expect(screen.getByText("Why doesn't my Connect login work here?")).toBeTruthy();
  expect(await accessibilityFaults()).toEqual([]);
});

test("an instance in which work waits for a sign-in says so", async () => {
  const client = inScenario("start");
  show(client);
  await screen.findByText("Open already");
  const cards = client.page.cards.map((card) => ({ ...card, waits: card.open }));
  client.page = { ...client.page, cards };
  client.tell("access");
  expect(await screen.findByText("Work waits for you to sign in")).toBeTruthy();
  expect(screen.queryByText("Open already")).toBeNull();
});

test("who has no instance yet is told why, and three ways on", async () => {
  const client = inScenario("firstStart");
  const { person } = show(client);
  expect(
    await screen.findByText(
      "Your Connect login doesn't work here; Roster needs AWS access from your IT.",
    ),
  ).toBeTruthy();
  expect(screen.getByTestId("ask-it")).toBeTruthy();
  expect(screen.getByTestId("add-instance")).toBeTruthy();
  expect(await accessibilityFaults()).toEqual([]);
  await person.click(screen.getByTestId("open-Practice contact centre"));
  expect(await screen.findByText("=cmd")).toBeTruthy();
});

test("an instance that can't be opened says so where it stands", async () => {
  const client = inScenario("start");
  vi.spyOn(client, "openInstance").mockRejectedValue(madeUpProblem("instanceGone"));
  const { person } = show(client);
  await person.click(await screen.findByTestId("open-Berlin"));
  expect(await screen.findByText("This instance is not open any more")).toBeTruthy();
});

test("what the organisation has set up is locked, with the file and the line", async () => {
  const { person } = show(inScenario("start"));
  await person.click(await screen.findByText("Set up by your organisation"));
  expect(
    await screen.findByText(`Set by your organisation (${MANAGED_FILE}, line 12)`),
  ).toBeTruthy();
  await person.click(await menuOf("London"));
  const item = (name: string) => screen.getByRole("menuitem", { name: new RegExp(`^${name}`) });
  expect(item("Edit").getAttribute("aria-disabled")).toBe("true");
  expect(item("Remove").getAttribute("aria-disabled")).toBe("true");
});

test("an instance is removed only after a word on what that leaves alone", async () => {
  const client = inScenario("start");
  const { person } = show(client);
  await person.click(await menuOf("Berlin"));
  await person.click(screen.getByRole("menuitem", { name: "Remove" }));
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).getByText(/^Nothing in AWS/)).toBeTruthy();
  expect(screen.getByTestId("open-Berlin")).toBeTruthy();
  await person.click(screen.getByTestId("remove-confirm"));
  await waitFor(() => expect(screen.queryByTestId("open-Berlin")).toBeNull());
});

test("access keys are forgotten after a word, where there are any", async () => {
  const client = inScenario("start");
  const forget = vi.spyOn(client, "forgetKeys");
  const { person } = show(client);
  await person.click(await menuOf("London"));
  expect(screen.queryByRole("menuitem", { name: "Forget access keys" })).toBeNull();
  await person.click(await menuOf("Berlin"));
  await person.click(screen.getByRole("menuitem", { name: "Forget access keys" }));
  await person.click(await screen.findByTestId("forget-confirm"));
  await waitFor(() => expect(forget.mock.calls).toEqual([["Berlin"]]));
});

test("whether Roster begins with the last instance is kept", async () => {
  const client = inScenario("start");
  const { person } = show(client);
  const box = await screen.findByLabelText("Open the instance I used last when Roster starts");
  await person.click(box);
  await waitFor(() => expect(box).toHaveProperty("checked", true));
  expect(client.page.openLast).toBe(true);
});

test("what is wrong in the settings files is told for each file, and what it means", async () => {
  const { person } = show(inScenario("findings"));
  const [managed, own] = await screen.findAllByTestId("findings");
  expect(await accessibilityFaults()).toEqual([]);
  expect(within(managed as HTMLElement).getByText(/changes nothing in any instance/)).toBeTruthy();
  expect(within(managed as HTMLElement).getByText(/Did you mean `allow`\?/)).toBeTruthy();
  expect(within(own as HTMLElement).getByText("1 more")).toBeTruthy();
  await person.click(
    within(managed as HTMLElement).getByRole("button", { name: "Copy details for IT" }),
  );
  expect(await navigator.clipboard.readText()).toBe(
    `${MANAGED_FILE}:3:1: There is no setting \`alow\`. Did you mean \`allow\`?`,
  );
  const box = screen.getByLabelText("Open the instance I used last when Roster starts");
  expect(box).toHaveProperty("disabled", true);
});

test("when the instances can't be had, it says so and asks again", async () => {
  const client = inScenario("start");
  vi.spyOn(client, "instances").mockRejectedValue(madeUpProblem("settingsUnreadable"));
  const { person } = show(client);
  expect(await screen.findByText("Your settings file can't be read")).toBeTruthy();
  vi.mocked(client.instances).mockRestore();
  await person.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByTestId("open-Berlin")).toBeTruthy();
});

test("from one instance to another with one choice, and back to all", async () => {
  const client = inScenario("real");
  const { person } = show(client);
  await person.click(await screen.findByRole("button", { name: "Switch instance" }));
  await person.click(screen.getByRole("menuitem", { name: /^London/ }));
  await waitFor(() => expect(screen.getByTitle("London")).toBeTruthy());
  await person.click(screen.getByRole("button", { name: "Switch instance" }));
  await person.click(screen.getByRole("menuitem", { name: "All instances" }));
  expect(await screen.findByTestId("start-page")).toBeTruthy();
  await waitFor(() => expect(document.activeElement?.tagName).toBe("H1"));
});

test("an instance's colour is that of the bar at the top, and practice has its own look", async () => {
  const client = inScenario("real");
  show(client);
  await screen.findByText("=cmd");
  const look = () => document.querySelector("#top-bar")?.className;
  expect(look()).toContain("colour-purple");
  await client.openInstance("Practice contact centre");
  await waitFor(() => expect(look()).toContain("top-bar-practice"));
});

test("help explains access in plain words", async () => {
  const { person } = show(inScenario("start"));
  await person.click(await screen.findByTestId("help"));
  expect(await screen.findByText("Access keys and the keychain")).toBeTruthy();
});

test("a search is still there after a look at the settings", async () => {
  const { person } = show(new FakeClient());
  await person.type(await screen.findByLabelText("Search users"), "levi");
  await screen.findByText("(1 of 30)");
  await person.click(screen.getByRole("button", { name: "Settings" }));
  await person.click(screen.getByRole("menuitem", { name: "All settings" }));
  await person.click(await screen.findByTestId("back"));
  expect(await screen.findByLabelText("Search users")).toHaveProperty("value", "levi");
});

test("settings in words, with who set them and where everything is kept", async () => {
  const client = inScenario("findings");
  const { person } = show(client);
  await person.click(await screen.findByRole("button", { name: "All settings" }));
  const page = await screen.findByTestId("settings-page");
  const row = (await within(page).findByText("Most users changed at once")).closest("tr");
  expect(row?.textContent).toContain("500 users");
  expect(row?.textContent).toContain(`Set by your organisation (${MANAGED_FILE}, line 12)`);
  expect(within(page).getByText("C:\\Users\\ann\\AppData\\Local\\Roster\\logs")).toBeTruthy();
  expect(within(page).getAllByTestId("findings").length).toBe(2);
  expect(await accessibilityFaults()).toEqual([]);

  const open = vi
    .spyOn(client, "openLogFolder")
    .mockRejectedValue(madeUpProblem("folderNotOpened"));
  await person.click(screen.getByTestId("open-log-folder"));
  expect(await within(page).findByText("The folder could not be opened")).toBeTruthy();
  expect(open).toHaveBeenCalledTimes(1);
  await person.keyboard("{Escape}");
  expect(await screen.findByTestId("start-page")).toBeTruthy();
});

test("details for IT can be read before they are copied", async () => {
  const { person } = show(inScenario("start"));
  await screen.findByTestId("open-Berlin");
  await person.click(screen.getByRole("button", { name: "Settings" }));
  await person.click(screen.getByRole("menuitem", { name: "Copy details for IT" }));
  const dialog = await screen.findByRole("dialog");
  expect(await within(dialog).findByText(/System: made up/)).toBeTruthy();
  await person.click(within(dialog).getByRole("button", { name: "Copy details for IT" }));
  expect(await navigator.clipboard.readText()).toContain("System: made up");
});

test("a choice that the organisation made is shown with where it stands", async () => {
  show(
    new FakeClient({
      front: { kind: "choosing" },
      instances: { ...INSTANCES, openLast: true, openLastSource: MANAGED },
    }),
  );
  expect(
    await screen.findByText(`Set by your organisation (${MANAGED_FILE}, line 12)`),
  ).toBeTruthy();
});
