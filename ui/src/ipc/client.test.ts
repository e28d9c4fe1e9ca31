import { emit } from "@tauri-apps/api/event";
import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, expect, test, vi } from "vitest";
import { madeUpProblem, QUERY, START } from "../testing/fakeClient";
import { DRAFT } from "../testing/madeUpInstances";
import { type Client, tauriClient } from "./client";

afterEach(clearMocks);

const WISH = { place: "", region: "", edit: true, delete: false };

const calls: [string, (client: Client) => Promise<unknown>, string, unknown][] = [
  ["start", (client) => client.start(), "app_start", {}],
  [
    "savePreferences",
    (client) => client.savePreferences(START.preferences),
    "preferences_save",
    { preferences: START.preferences },
  ],
  ["front", (client) => client.front(), "front_state", {}],
  ["instances", (client) => client.instances(), "instances_page", {}],
  ["openInstance", (client) => client.openInstance("Berlin"), "instance_open", { name: "Berlin" }],
  [
    "answerOpening",
    (client) => client.answerOpening({ kind: "again" }),
    "instance_answer",
    { answer: { kind: "again" } },
  ],
  ["leave", (client) => client.leave(), "instance_leave", {}],
  [
    "saveInstance",
    (client) => client.saveInstance(null, DRAFT),
    "instance_save",
    { before: null, draft: DRAFT },
  ],
  [
    "removeInstance",
    (client) => client.removeInstance("Berlin"),
    "instance_remove",
    { name: "Berlin" },
  ],
  [
    "forgetKeys",
    (client) => client.forgetKeys("Berlin"),
    "instance_forget_keys",
    { name: "Berlin" },
  ],
  ["saveOpenLast", (client) => client.saveOpenLast(true), "open_last_save", { wished: true }],
  ["awsProfiles", (client) => client.awsProfiles(), "aws_profiles", {}],
  ["askIt", (client) => client.askIt(WISH), "ask_it", { wish: WISH }],
  ["access", (client) => client.access(), "access_state", {}],
  [
    "answerAccess",
    (client) => client.answerAccess({ kind: "again" }),
    "access_answer",
    { answer: { kind: "again" } },
  ],
  ["saveOwnLogin", (client) => client.saveOwnLogin(null), "own_login_save", { login: null }],
  ["startCheck", (client) => client.startCheck("Berlin"), "check_start", { name: "Berlin" }],
  ["checkState", (client) => client.checkState(), "check_state", {}],
  ["cancelCheck", (client) => client.cancelCheck(), "check_cancel", {}],
  ["settings", (client) => client.settings(), "settings_page", {}],
  ["openLogFolder", (client) => client.openLogFolder(), "logs_open", {}],
  ["detailsForIt", (client) => client.detailsForIt(), "it_details", {}],
  ["resetPractice", (client) => client.resetPractice(), "practice_reset", {}],
  ["usersState", (client) => client.usersState(), "users_state", {}],
  ["refreshUsers", (client) => client.refreshUsers(), "users_refresh", {}],
  ["cancelUsers", (client) => client.cancelUsers(), "users_cancel", {}],
  ["usersPage", (client) => client.usersPage(QUERY), "users_page", { query: QUERY }],
  [
    "userValues",
    (client) => client.userValues("tags", "te"),
    "users_values",
    { property: "tags", typed: "te" },
  ],
  [
    "selectUsers",
    (client) => client.selectUsers({ kind: "clear" }, QUERY),
    "users_select",
    { change: { kind: "clear" }, query: QUERY },
  ],
  ["userDetails", (client) => client.userDetails("u1"), "user_details", { id: "u1" }],
  [
    "quickConnectQueues",
    (client) => client.quickConnectQueues(["q1"], true),
    "quick_connect_queues",
    { ids: ["q1"], again: true },
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

test("who listens is called once at the start, and then for its own topic until it ends", async () => {
  mockIPC(() => undefined, { shouldMockEvents: true });
  const [changed, failed] = [vi.fn(), vi.fn()];
  const end = tauriClient.onChanged("users", { changed, failed });
  expect(changed).not.toHaveBeenCalled();
  await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(1));
  await emit("changed", { topic: "queues", revision: 1 });
  expect(changed).toHaveBeenCalledTimes(1);
  await emit("changed", { topic: "users", revision: 1 });
  expect(changed).toHaveBeenCalledTimes(2);
  end();
  await emit("changed", { topic: "users", revision: 2 });
  expect(changed).toHaveBeenCalledTimes(2);
  expect(failed).not.toHaveBeenCalled();
});

test("who ends before it listens is never called", async () => {
  mockIPC(() => undefined, { shouldMockEvents: true });
  const [changed, failed] = [vi.fn(), vi.fn()];
  tauriClient.onChanged("users", { changed, failed })();
  await emit("changed", { topic: "users", revision: 1 });
  expect(changed).not.toHaveBeenCalled();
});

test("that nothing will be told of is a problem", async () => {
  mockIPC(() => {
    throw "event.listen not allowed";
  });
  const [changed, failed] = [vi.fn(), vi.fn()];
  tauriClient.onChanged("users", { changed, failed });
  await vi.waitFor(() => expect(failed).toHaveBeenCalledTimes(1));
  expect(failed.mock.calls[0]?.[0]).toMatchObject({
    code: "unexpected",
    technical: { message: "event.listen not allowed" },
  });
  expect(changed).not.toHaveBeenCalled();
});
