import { screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import type { QuickConnectQueues } from "../../ipc/generated/QuickConnectQueues";
import { accessibilityFaults } from "../../testing/axe";
import { FakeClient, madeUpProblem } from "../../testing/fakeClient";
import { madeUpUsers, READ_AT } from "../../testing/madeUpUsers";
import { show } from "../../testing/show";

const users = madeUpUsers(12).map((user, index) => ({
  ...user,
  quickConnects: index === 3 ? 2 : 0,
}));

async function open(login: string, client = new FakeClient({ users })) {
  const shown = show(client);
  await shown.person.click(await screen.findByText(login));
  const panel = await screen.findByTestId("details-panel");
  return { client, panel, ...shown };
}

test("a user is shown whole", async () => {
  const { panel } = await open("=cmd");
  expect(await within(panel).findByText("=cmd@example.com")).toBeTruthy();
  for (const text of [
    "+4915155500000",
    "aaaaaaaa-0000-4000-8000-000000000001",
    "connect:German",
    "4 of 5",
    "Noise suppression",
    "No limit",
  ]) {
    expect(within(panel).getByText(text)).toBeTruthy();
  }
  expect(within(panel).getByRole("button", { name: "Copy: User ARN" })).toBeTruthy();
  expect(await accessibilityFaults()).toEqual([]);
});

test("an id is copied with its button, and it says so", async () => {
  const { panel, person } = await open("=cmd");
  await person.click(await within(panel).findByRole("button", { name: "Copy: User ID" }));
  expect(await screen.findByText("Copied")).toBeTruthy();
  expect(await navigator.clipboard.readText()).toBe(users[3]?.id);
});

test("quick connects come with the queues that offer them", async () => {
  const { panel } = await open("=cmd");
  expect(await within(panel).findByText("Billing, Sales")).toBeTruthy();
  expect(within(panel).getByText("No queue")).toBeTruthy();
});

test("while queues are looked through it says how far, and asks again when told", async () => {
  const client = new FakeClient({ users });
  const queues = vi.spyOn(client, "quickConnectQueues");
  queues.mockResolvedValue({ kind: "looking", so_far: 4, expected: 18 });
  const { panel } = await open("=cmd", client);
  expect(await within(panel).findByText("Looking through queues: 4 of 18")).toBeTruthy();
  queues.mockRestore();
  client.tell("queues");
  expect(await within(panel).findByText("Billing, Sales")).toBeTruthy();
  expect(within(panel).queryByText(/Looking through queues/)).toBeNull();
});

test("until every queue was looked at, no quick connect is said to be in none", async () => {
  const client = new FakeClient({ users });
  const queues = vi.spyOn(client, "quickConnectQueues");
  queues.mockResolvedValue({ kind: "looking", so_far: 0, expected: null });
  const { panel } = await open("=cmd", client);
  expect((await within(panel).findAllByText("Not known yet")).length).toBe(2);

  queues.mockResolvedValue({
    kind: "known",
    queues: {},
    unread: 3,
    problem: madeUpProblem("accessDenied"),
  });
  client.tell("queues");
  expect((await within(panel).findAllByText("None found so far")).length).toBe(2);
  expect(within(panel).getByText(/^3 queues could not be read/)).toBeTruthy();
  expect(within(panel).getByText("Your access does not allow this.")).toBeTruthy();
  expect(within(panel).queryByText("No queue")).toBeNull();
});

test.each<[string, QuickConnectQueues]>([
  ["no queue could be read", { kind: "unknown", problem: madeUpProblem("timedOut") }],
  ["some could not", { kind: "known", queues: {}, unread: 1, problem: madeUpProblem("timedOut") }],
])("where %s, trying again looks anew", async (_name, failed) => {
  const client = new FakeClient({ users, queues: failed });
  const { panel, person } = await open("=cmd", client);
  await person.click(await within(panel).findByRole("button", { name: "Try again" }));
  expect(await within(panel).findByText("Billing, Sales")).toBeTruthy();
  expect(within(panel).getByText("No queue")).toBeTruthy();
  expect(within(panel).queryByRole("button", { name: "Try again" })).toBeNull();
});

test("queues that could not be read are unknown, with a word on why", async () => {
  const queues: QuickConnectQueues = { kind: "unknown", problem: madeUpProblem("timedOut") };
  const { panel } = await open("=cmd", new FakeClient({ users, queues }));
  expect((await within(panel).findAllByText("Unknown (no answer in time)")).length).toBe(2);
});

test("no queues are looked through for a user without quick connects", async () => {
  const client = new FakeClient({ users });
  const queues = vi.spyOn(client, "quickConnectQueues");
  const { panel } = await open("david.levi", client);
  expect(await within(panel).findByText("No quick connect leads to this user.")).toBeTruthy();
  expect(queues).not.toHaveBeenCalled();
});

test("a user who is gone is an error with what to do, and can be tried again", async () => {
  const client = new FakeClient({ users });
  vi.spyOn(client, "userDetails").mockRejectedValueOnce(madeUpProblem("notFound"));
  // React asks twice in tests; both are refused.
  vi.spyOn(client, "userDetails").mockRejectedValueOnce(madeUpProblem("notFound"));
  const { panel, person } = await open("=cmd", client);
  expect(await within(panel).findByText("It is not there any more")).toBeTruthy();
  await person.click(within(panel).getByRole("button", { name: "Try again" }));
  expect(await within(panel).findByText("=cmd@example.com")).toBeTruthy();
});

test("a late answer about the user before is not shown", async () => {
  const client = new FakeClient({ users });
  const details = client.userDetails.bind(client);
  const late: (() => void)[] = [];
  vi.spyOn(client, "userDetails").mockImplementation((id) =>
    id === users[3]?.id
      ? new Promise((answer) => {
          late.push(async () => answer(await details(id)));
        })
      : details(id),
  );
  const { panel, person } = await open("=cmd", client);
  expect(within(panel).getByText("Reading this user from Connect")).toBeTruthy();
  await person.click(screen.getByText("david.levi"));
  expect(await screen.findByText("david.levi@example.com")).toBeTruthy();
  for (const answer of late) answer();
  await Promise.resolve();
  expect(screen.queryByText("=cmd@example.com")).toBeNull();
});

test("next and previous go along the page, and keep the keyboard", async () => {
  const { person } = await open("=cmd");
  const previous = screen.getByRole("button", { name: "Previous user" });
  expect(previous.getAttribute("aria-disabled")).toBe("true");
  const next = screen.getByRole("button", { name: "Next user" });
  await person.click(next);
  const second = screen.getAllByTestId(/^login-/)[1]?.textContent ?? "";
  expect(await screen.findByRole("button", { name: "Copy: E-mail" })).toBeTruthy();
  expect(screen.getByTestId("details-panel").textContent).toContain(`${second}@example.com`);
  expect(document.activeElement).toBe(next);
});

test("while nothing is read the open user is not asked for, and then is", async () => {
  const { client, panel } = await open("=cmd");
  await within(panel).findByText("=cmd@example.com");
  const details = vi.spyOn(client, "userDetails");
  client.become({ readAt: null, total: null, load: { kind: "loading", progress: [] } });
  await screen.findByTestId("cancel-load");
  expect(details).not.toHaveBeenCalled();
  client.become({ load: { kind: "idle" }, readAt: READ_AT + 60_000, total: 12 });
  await waitFor(() => expect(details).toHaveBeenCalledTimes(1));
});

test("a newer list has the open user read anew, and progress alone does not", async () => {
  const { client, panel } = await open("=cmd");
  await within(panel).findByText("=cmd@example.com");
  const details = vi.spyOn(client, "userDetails");
  client.become({ load: { kind: "loading", progress: [] } });
  await screen.findByTestId("cancel-load");
  expect(details).not.toHaveBeenCalled();
  client.become({ load: { kind: "idle" }, readAt: READ_AT + 60_000 });
  await waitFor(() => expect(details).toHaveBeenCalledTimes(1));
});
