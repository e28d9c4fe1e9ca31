import { screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { accessibilityFaults } from "../../testing/axe";
import { madeUpProblem } from "../../testing/fakeClient";
import { inScenario } from "../../testing/scenarios";
import { show } from "../../testing/show";

async function shownPanel(scenario: "limited" | "usual") {
  const client = inScenario(scenario);
  const shown = show(client);
  await shown.person.click(await screen.findByTestId("access"));
  await screen.findByText("You are, to AWS");
  return { client, ...shown, panel: screen.getByTestId("access-panel") };
}

test("the panel says who one is and what one may do, each in words", async () => {
  const { person, panel } = await shownPanel("limited");
  const rowOf = (what: string) => within(panel).getByText(what).closest("tr") as HTMLElement;
  expect(within(panel).getByText("123456789012")).toBeTruthy();
  expect(rowOf("Users").textContent).toContain("Yes");
  expect(rowOf("Change users").textContent).toContain("Not known until used");
  expect(rowOf("Create users").textContent).toContain(
    "Not allowed by your organisation's settings",
  );
  expect(rowOf("Create users").textContent).toContain("line 12");
  expect(rowOf("Delete users").textContent).toContain(
    "Nothing is changed while a settings file is wrong",
  );
  const refused = rowOf("Quick connects");
  expect(refused.textContent).toContain("Refused by Connect");
  expect(await accessibilityFaults()).toEqual([]);
  await person.click(within(refused).getByRole("button", { name: "Copy details for IT" }));
  expect(await navigator.clipboard.readText()).toContain("connect:SearchQuickConnects");
});

test("who one is stands at the top, short, with the whole as its title", async () => {
  show(inScenario("limited"));
  const short = await screen.findByText("Signed in as ann.long-name@example.com");
  expect(short.title).toContain("assumed-role/ConnectAdmins");
});

test("a sign-in that ends soon is told of in time, and the notice can be put away", async () => {
  const { person } = show(inScenario("limited"));
  expect(await screen.findByText("Your AWS access ends in 8 minutes")).toBeTruthy();
  const notices = screen.getByRole("region", { name: "Notices" });
  await person.click(within(notices).getByRole("button", { name: /dismiss/i }));
  expect(screen.queryByText("Your AWS access ends in 8 minutes")).toBeNull();
});

test("one's own login is set in the panel, also of the practice instance", async () => {
  const { client, person } = await shownPanel("usual");
  await person.click(screen.getByTestId("own-login-change"));
  await person.click(await screen.findByTestId("own-login-none"));
  expect(await screen.findByText("You have no login in this instance.")).toBeTruthy();
  expect(client.allowed.ownLogin).toEqual({ kind: "none" });
});

test("paused work asks to sign in again, and goes on", async () => {
  const client = inScenario("paused");
  const { person } = show(client);
  const dialog = await screen.findByTestId("paused");
  expect(within(dialog).getByText("Your AWS access has expired")).toBeTruthy();
  expect(await accessibilityFaults()).toEqual([]);
  await person.type(within(dialog).getByLabelText("Access key ID"), "AKIA");
  await person.type(within(dialog).getByLabelText("Secret access key"), "hush");
  await person.click(within(dialog).getByTestId("keys-submit"));
  await waitFor(() => expect(screen.queryByTestId("paused")).toBeNull());
  expect(client.answers).toMatchObject([{ kind: "keys", secret: "hush" }]);
});

test("keys of another account are refused, with the reason", async () => {
  const client = inScenario("paused");
  vi.spyOn(client, "answerAccess").mockRejectedValue(madeUpProblem("otherAccount"));
  const { person } = show(client);
  const dialog = await screen.findByTestId("paused");
  await person.type(within(dialog).getByLabelText("Access key ID"), "AKIA");
  await person.type(within(dialog).getByLabelText("Secret access key"), "hush");
  await person.click(within(dialog).getByTestId("keys-submit"));
  expect(await within(dialog).findByText("These keys belong to another AWS account")).toBeTruthy();
});

test("a sign-in that was put off stays in sight, and can be taken up again", async () => {
  const { person } = show(inScenario("paused"));
  const dialog = await screen.findByTestId("paused");
  await person.click(within(dialog).getByRole("button", { name: "Later" }));
  await waitFor(() => expect(screen.queryByTestId("paused")).toBeNull());
  expect(await screen.findByText("Work is paused")).toBeTruthy();
  await person.click(screen.getByTestId("sign-in-again"));
  expect(await screen.findByTestId("paused")).toBeTruthy();
});

test("a failure while work is paused can be tried again", async () => {
  const client = inScenario("pausedFailed");
  const { person } = show(client);
  const dialog = await screen.findByTestId("paused");
  await person.click(within(dialog).getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(client.answers).toEqual([{ kind: "again" }]));
});

test("the own login is asked for once, with what the access hints at", async () => {
  const client = inScenario("ownLogin");
  const { person } = show(client);
  await person.click(await screen.findByTestId("own-login-choose"));
  await person.click(await screen.findByTestId("own-login-save"));
  await waitFor(() => expect(screen.queryByText("Which login is yours?")).toBeNull());
  expect(client.allowed.ownLogin).toEqual({ kind: "known", login: "nameless" });
});

test("who has no login says so with one click", async () => {
  const client = inScenario("ownLogin");
  const { person } = show(client);
  await person.click(await screen.findByTestId("own-login-without"));
  await waitFor(() => expect(screen.queryByText("Which login is yours?")).toBeNull());
  expect(client.allowed.ownLogin).toEqual({ kind: "none" });
});
