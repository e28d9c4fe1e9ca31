import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, expect, test } from "vitest";
import { madeUpProblem, START } from "../testing/fakeClient";
import { type Client, tauriClient } from "./client";

afterEach(clearMocks);

const calls: [string, (client: Client) => Promise<unknown>, string, unknown][] = [
  ["start", (client) => client.start(), "app_start", {}],
  [
    "savePreferences",
    (client) => client.savePreferences(START.preferences),
    "preferences_save",
    { preferences: START.preferences },
  ],
  ["resetPractice", (client) => client.resetPractice(), "practice_reset", {}],
  ["usersState", (client) => client.usersState(), "users_state", {}],
  ["refreshUsers", (client) => client.refreshUsers(), "users_refresh", {}],
  ["cancelUsers", (client) => client.cancelUsers(), "users_cancel", {}],
  ["usersPage", (client) => client.usersPage(START.query), "users_page", { query: START.query }],
  [
    "userValues",
    (client) => client.userValues("tags", "te"),
    "users_values",
    { property: "tags", typed: "te" },
  ],
  [
    "selectUsers",
    (client) => client.selectUsers({ kind: "clear" }, START.query),
    "users_select",
    { change: { kind: "clear" }, query: START.query },
  ],
  ["userDetails", (client) => client.userDetails("u1"), "user_details", { id: "u1" }],
  [
    "quickConnectQueues",
    (client) => client.quickConnectQueues(["q1"]),
    "quick_connect_queues",
    { ids: ["q1"] },
  ],
];

test.each(calls)("%s asks the program's own command", async (_name, ask, command, args) => {
  const asked: unknown[] = [];
  mockIPC((name, given) => {
    asked.push([name, given]);
    return "the answer";
  });
  expect(await ask(tauriClient)).toBe("the answer");
  expect(asked).toEqual([[command, args]]);
});

test("a problem comes through as it is", async () => {
  mockIPC(() => {
    throw madeUpProblem("throttled");
  });
  await expect(tauriClient.usersState()).rejects.toEqual(madeUpProblem("throttled"));
});

test("a call that the shell itself refuses becomes a problem with its words for IT", async () => {
  mockIPC(() => {
    throw "users_state not allowed";
  });
  await expect(tauriClient.usersState()).rejects.toMatchObject({
    code: "unexpected",
    technical: { message: "users_state not allowed" },
  });
});
