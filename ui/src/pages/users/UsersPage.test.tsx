import { screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import type { UsersPage } from "../../ipc/generated/UsersPage";
import { accessibilityFaults } from "../../testing/axe";
import { FakeClient, madeUpProblem, OPEN } from "../../testing/fakeClient";
import { ACCESS } from "../../testing/madeUpInstances";
import { madeUpUsers, READ_AT } from "../../testing/madeUpUsers";
import { inScenario } from "../../testing/scenarios";
import { show } from "../../testing/show";

/** The page with its rows drawn. */
async function shownPage(client = new FakeClient()) {
  const shown = show(client);
  await screen.findByText("=cmd");
  return { client, ...shown };
}

const selectionCount = () => screen.getByTestId("selection-count").textContent;

function rowOf(login: string): HTMLElement {
  const row = screen.getByText(login).closest("tr");
  if (row === null) throw new Error(`${login} is in no row`);
  return row;
}

test("rows, page by page, with how many there are", async () => {
  const { person } = await shownPage();
  expect(await accessibilityFaults()).toEqual([]);
  expect(screen.getByRole("heading", { level: 1 }).textContent).toContain("Users");
  expect(screen.getByText("(30)")).toBeTruthy();
  expect(screen.getAllByTestId(/^login-/).length).toBe(10);
  await person.click(screen.getByRole("button", { name: /^Page 3/ }));
  await waitFor(() => expect(screen.queryByText("=cmd")).toBeNull());
  expect(screen.getAllByTestId(/^login-/).length).toBe(10);
});

test("names in any script stand apart from the text around them", async () => {
  await shownPage();
  expect(screen.getByText("דוד").tagName).toBe("BDI");
});

test("a name that is missing is a dash that can be heard", async () => {
  const { person } = await shownPage();
  await person.type(screen.getByLabelText("Search users"), "nameless");
  await waitFor(() => expect(screen.getAllByTestId(/^login-/).length).toBe(1));
  expect(within(rowOf("nameless")).getAllByText("none").length).toBe(2);
});

test("the selection is kept by the program and counted in sight", async () => {
  const { person } = await shownPage();
  expect(selectionCount()).toBe("None selected");
  await person.click(screen.getByRole("checkbox", { name: "Select =cmd" }));
  await person.click(screen.getByRole("checkbox", { name: "Select david.levi" }));
  await waitFor(() => expect(selectionCount()).toBe("2 selected"));

  await person.type(screen.getByLabelText("Search users"), "levi");
  await waitFor(() => expect(selectionCount()).toBe("2 selected, 1 of them hidden by the filter"));
  expect(screen.getByText("(1 of 30)")).toBeTruthy();
  await person.click(screen.getByTestId("select-clear"));
  await waitFor(() => expect(selectionCount()).toBe("None selected"));
});

test("all that match are selected on every page, and can be turned round", async () => {
  const { person } = await shownPage();
  const all = screen.getByTestId("select-all-matching");
  expect(all.textContent).toBe("Select all 30");
  await person.click(all);
  await waitFor(() => expect(selectionCount()).toBe("30 selected"));
  await person.click(screen.getByTestId("select-invert"));
  await waitFor(() => expect(selectionCount()).toBe("None selected"));

  await person.type(screen.getByLabelText("Search users"), "sales");
  await waitFor(() => expect(all.textContent).toBe("Select all 6 that match"));
  await person.click(all);
  await waitFor(() => expect(selectionCount()).toBe("6 selected"));
});

test("the box at the top selects the page", async () => {
  const { person } = await shownPage();
  const [box] = screen.getAllByLabelText("Select the users on this page");
  await person.click(box as HTMLElement);
  await waitFor(() => expect(selectionCount()).toBe("10 selected"));
});

test("typing asks once it has paused, and goes back to the first page", async () => {
  const { person, client } = await shownPage();
  await person.click(screen.getByRole("button", { name: /^Page 2/ }));
  const asked = vi.spyOn(client, "usersPage");
  await person.type(screen.getByLabelText("Search users"), "levi");
  await waitFor(() => expect(screen.getAllByTestId(/^login-/).length).toBe(1));
  expect(asked.mock.calls.map(([query]) => [query.search, query.page])).toEqual([["levi", 1]]);
});

test("an answer to an earlier search that comes late is not shown", async () => {
  const client = new FakeClient();
  const late: (() => void)[] = [];
  const usersPage = client.usersPage.bind(client);
  vi.spyOn(client, "usersPage").mockImplementation((query) =>
    query.search === "a"
      ? new Promise<UsersPage>((answer) => {
          late.push(async () => answer(await usersPage(query)));
        })
      : usersPage(query),
  );
  const { person } = await shownPage(client);
  const search = screen.getByLabelText("Search users");
  await person.type(search, "a");
  await waitFor(() => expect(late.length).toBe(1));
  await person.clear(search);
  await person.type(search, "levi");
  await screen.findByText("(1 of 30)");
  late[0]?.();
  await Promise.resolve();
  expect(screen.getAllByTestId(/^login-/).length).toBe(1);
});

test("a click on a column's name sorts by it, and another turns it round", async () => {
  const { person, client } = await shownPage();
  const asked = vi.spyOn(client, "usersPage");
  const [header] = screen.getAllByRole("button", { name: "Quick connects, not sorted" });
  await person.click(header as HTMLElement);
  await waitFor(() =>
    expect(asked.mock.lastCall?.[0].sort).toEqual({ column: "quickConnects", descending: false }),
  );
  const [again] = screen.getAllByRole("button", { name: /Quick connects, sorted from first/ });
  await person.click(again as HTMLElement);
  await waitFor(() =>
    expect(asked.mock.lastCall?.[0].sort).toEqual({ column: "quickConnects", descending: true }),
  );
});

test("the filter offers the data's own values and asks for what was chosen", async () => {
  const { person, client } = await shownPage();
  const asked = vi.spyOn(client, "usersPage");
  await person.type(screen.getByLabelText("Filter users by property"), "Routing profile = ");
  await person.click(await screen.findByText("Sales", { selector: "[role=option] *" }));
  await person.click(screen.getByText("Billing", { selector: "[role=option] *" }));
  await person.click(screen.getByRole("button", { name: "Apply" }));
  await waitFor(() =>
    expect(asked.mock.lastCall?.[0].filter).toEqual({
      join: "and",
      nodes: [
        {
          kind: "token",
          property: "routingProfile",
          operator: "=",
          values: ["Sales", "Billing"],
        },
      ],
    }),
  );
  expect(await screen.findByText("(12 of 30)")).toBeTruthy();
});

test("a news of a change has the page asked for again", async () => {
  const { client } = await shownPage();
  client.users.splice(0, client.users.length, ...madeUpUsers(9));
  client.become({ total: 9 });
  expect(await screen.findByText("(9)")).toBeTruthy();
});

test("what changed before the window was told of changes is seen all the same", async () => {
  const client = new FakeClient({ state: { readAt: null, total: null } });
  const usersPage = client.usersPage.bind(client);
  vi.spyOn(client, "usersPage").mockImplementationOnce(async (query) => {
    const early = await usersPage(query);
    client.become({ readAt: READ_AT, total: 30 });
    return early;
  });
  show(client);
  expect(await screen.findByText("=cmd")).toBeTruthy();
});

test("a window that is told of no changes says so, and tries again", async () => {
  const client = new FakeClient();
  const listen = vi.spyOn(client, "onChanged").mockImplementation((_topic, { failed }) => {
    failed(madeUpProblem("unexpected"));
    return () => undefined;
  });
  const { person } = await shownPage(client);
  expect(screen.getByText("Something unexpected went wrong")).toBeTruthy();
  listen.mockRestore();
  await person.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(screen.queryByText("Something unexpected went wrong")).toBeNull());
});

test("what was meant for an earlier list is not done to a newer one", async () => {
  const { person, client } = await shownPage();
  client.reading += 1;
  await person.click(screen.getByTestId("select-all-matching"));
  expect(await screen.findByText("The list has changed in the meantime")).toBeTruthy();
  expect(selectionCount()).toBe("None selected");
  await person.click(screen.getByTestId("select-all-matching"));
  await waitFor(() => expect(selectionCount()).toBe("30 selected"));
});

test("Refresh shows how far it is, keeps the earlier list and can be cancelled", async () => {
  const { person } = await shownPage();
  await person.click(screen.getByTestId("refresh"));
  expect(await screen.findByText(/Users: 0 of about 30/)).toBeTruthy();
  expect(screen.getByText("=cmd")).toBeTruthy();
  await person.click(screen.getByTestId("cancel-load"));
  const notices = await screen.findByRole("region", { name: "Notices" });
  expect(await within(notices).findByText("Reading was cancelled")).toBeTruthy();
  expect(screen.queryByTestId("cancel-load")).toBeNull();
});

test("the time of the last reading is told in the person's way", async () => {
  const now = new Date();
  now.setHours(0, 0, 30, 0);
  await shownPage(new FakeClient({ state: { readAt: now.getTime() } }));
  expect(screen.getByTestId("read-at").textContent).toBe("Read today at 00:00");
});

test("a command that fails says so, and the notice can be put away", async () => {
  const { person, client } = await shownPage();
  vi.spyOn(client, "refreshUsers").mockRejectedValue(madeUpProblem("credentialsExpired"));
  await person.click(screen.getByTestId("refresh"));
  const notices = await screen.findByRole("region", { name: "Notices" });
  expect(within(notices).getByText("Your AWS access has expired")).toBeTruthy();
  await person.click(within(notices).getByRole("button", { name: /dismiss/i }));
  expect(screen.queryByText("Your AWS access has expired")).toBeNull();
});

test("a page that can't be had says so and can be asked for again", async () => {
  const { person, client } = await shownPage();
  const page = vi.spyOn(client, "usersPage").mockRejectedValue(madeUpProblem("badRequest"));
  await person.click(screen.getByRole("button", { name: /^Page 2/ }));
  expect(await screen.findByText("Roster could not make sense of this")).toBeTruthy();
  expect(screen.getByText("=cmd")).toBeTruthy();
  page.mockRestore();
  await person.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(screen.queryByText("Roster could not make sense of this")).toBeNull());
  expect(screen.queryByText("=cmd")).toBeNull();
});

test("choices in the preferences are shown at once and kept", async () => {
  const { person, client } = await shownPage();
  await person.click(screen.getByRole("button", { name: "Preferences" }));
  await person.click(await screen.findByLabelText("25 users"));
  await person.click(screen.getByLabelText("Tags"));
  await person.click(screen.getByRole("button", { name: "Confirm" }));
  await waitFor(() => expect(screen.getAllByTestId(/^login-/).length).toBe(25));
  expect(screen.getAllByText("Tags").length).toBeGreaterThan(0);
  expect(client.saved.at(-1)).toMatchObject({ pageSize: 25 });
  expect(client.saved.at(-1)?.columns.find(({ column }) => column === "tags")?.visible).toBe(true);
});

test("dark is dark, and is kept", async () => {
  const { person, client } = await shownPage();
  await person.click(screen.getByRole("button", { name: "Settings" }));
  await person.click(screen.getByText("Dark"));
  expect(document.documentElement.classList.contains("theme-dark")).toBe(true);
  expect(client.saved.at(-1)?.theme).toBe("dark");
});

test("preferences that can't be kept still show, with a notice", async () => {
  const { person, client } = await shownPage();
  vi.spyOn(client, "savePreferences").mockRejectedValue(madeUpProblem("preferencesFile"));
  await person.click(screen.getByRole("button", { name: "Settings" }));
  await person.click(screen.getByText("Light"));
  expect(await screen.findByText("Your preferences could not be kept")).toBeTruthy();
});

test("the practice instance is reset only after a word on what that does", async () => {
  const { person, client } = await shownPage();
  const reset = vi.spyOn(client, "resetPractice");
  await person.click(screen.getByRole("button", { name: "Settings" }));
  await person.click(screen.getByText("Reset practice instance"));
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).getByText("Real instances are not touched.")).toBeTruthy();
  expect(reset).not.toHaveBeenCalled();
  await person.click(within(dialog).getByRole("button", { name: "Reset" }));
  expect(await screen.findByText("The practice instance has been reset.")).toBeTruthy();
  expect(reset).toHaveBeenCalledTimes(1);
});

test("a reset under way can't be left, and its failure can be tried again", async () => {
  const { person, client } = await shownPage();
  let fail: (problem: unknown) => void = () => undefined;
  const reset = vi.spyOn(client, "resetPractice").mockImplementation(
    () =>
      new Promise((_, refuse) => {
        fail = refuse;
      }),
  );
  await person.click(screen.getByRole("button", { name: "Settings" }));
  await person.click(screen.getByText("Reset practice instance"));
  const dialog = await screen.findByRole("dialog");
  const [close, cancel] = within(dialog).getAllByRole("button", { name: "Cancel" });
  await person.click(within(dialog).getByRole("button", { name: "Reset" }));
  expect(cancel).toHaveProperty("disabled", true);
  await person.click(close as HTMLElement);
  fail(madeUpProblem("practiceFile"));
  const told = "The practice instance's file can't be used";
  expect(await within(dialog).findByText(told)).toBeTruthy();

  reset.mockRestore();
  await person.click(within(dialog).getByRole("button", { name: "Reset" }));
  expect(await screen.findByText("The practice instance has been reset.")).toBeTruthy();
});

test("help explains the page in plain words", async () => {
  const { person } = await shownPage(new FakeClient({ state: { calls: { SearchUsers: 2 } } }));
  await person.click(screen.getByTestId("help"));
  expect(await screen.findByText("What “incomplete” means")).toBeTruthy();
  expect(screen.getByText("Read with 2 calls to Connect")).toBeTruthy();
  expect(screen.getByText(`AWS account ${ACCESS.calledAs?.account}`)).toBeTruthy();
});

test("when the program can't start, the window says why and tries again", async () => {
  const client = new FakeClient();
  const start = vi.spyOn(client, "start").mockRejectedValueOnce(madeUpProblem("practiceFile"));
  const { person } = show(client);
  expect(await screen.findByText("Roster could not open")).toBeTruthy();
  await person.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("=cmd")).toBeTruthy();
  expect(start.mock.calls.length).toBeGreaterThan(1);
});

test("a broken practice instance can be reset from where it fails to open", async () => {
  const client = inScenario("practiceBroken");
  const reset = vi.spyOn(client, "resetPractice");
  const { person } = show(client);
  await person.click(await screen.findByRole("button", { name: "Reset practice instance" }));
  await person.click(await screen.findByTestId("practice-reset-confirm"));
  expect(await screen.findByText("=cmd")).toBeTruthy();
  expect(reset).toHaveBeenCalledTimes(1);
});

test("a practice instance that may be whole is not offered to be reset", async () => {
  show(inScenario("practiceFile"));
  expect(await screen.findByText("The practice instance's file can't be used")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Reset practice instance" })).toBeNull();
});

test("when the window's own code fails, it says so with details for IT", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const client = new FakeClient();
  const broken = { ...OPEN, query: null } as unknown as typeof OPEN;
  vi.spyOn(client, "front").mockResolvedValue(broken);
  const { person } = show(client);
  expect(await screen.findByText("This page has stopped working")).toBeTruthy();
  await person.click(screen.getByRole("button", { name: "Copy details for IT" }));
  expect(await navigator.clipboard.readText()).toContain("Error: TypeError");
  expect(logged).toHaveBeenCalled();
});

test("the filter says in words whether something is filled in", async () => {
  const { person, client } = await shownPage();
  const asked = vi.spyOn(client, "usersPage");
  await person.type(screen.getByLabelText("Filter users by property"), "Filled in or empty = ");
  await person.click(await screen.findByText("Has no quick connects"));
  await person.click(screen.getByRole("button", { name: "Apply" }));
  await waitFor(() =>
    expect(asked.mock.lastCall?.[0].filter.nodes).toEqual([
      { kind: "token", property: "has", operator: "!=", values: ["quickConnects"] },
    ]),
  );
});

test("where there are more values than are offered, it says so", async () => {
  const { person } = await shownPage(new FakeClient({ users: madeUpUsers(101) }));
  const filter = screen.getByLabelText("Filter users by property");
  await person.type(filter, "Login = ");
  expect(await screen.findByText("The first 100. Type to narrow.")).toBeTruthy();
  await person.type(filter, "levi");
  await waitFor(() => expect(screen.queryByText("The first 100. Type to narrow.")).toBeNull());
});
