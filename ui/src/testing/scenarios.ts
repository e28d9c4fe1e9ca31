import type { ListState } from "../ipc/generated/ListState";
import { FakeClient, type FakeWorld, madeUpProblem, START } from "./fakeClient";
import { madeUpUsers } from "./madeUpUsers";

const LOADING: ListState["load"] = {
  kind: "loading",
  progress: [
    { part: "users", soFar: 2_500, expected: 5_000, done: false },
    { part: "lastChanges", soFar: 5_000, expected: null, done: true },
    { part: "names", soFar: 38, expected: null, done: true },
    { part: "quickConnects", soFar: 300, expected: null, done: false },
  ],
};
const NEVER_READ: Partial<ListState> = { readAt: null, total: null };

/** The states that the page can be in, for looking at them and for tests. */
export const SCENARIOS = {
  usual: {},
  many: { users: madeUpUsers(5_000) },
  real: {
    start: { instance: { name: "Contact Centre Europe", region: "eu-west-2", practice: false } },
  },
  firstLoad: { state: { ...NEVER_READ, load: LOADING } },
  neverRead: { state: NEVER_READ },
  cancelledFirst: { state: { ...NEVER_READ, load: { kind: "cancelled" } } },
  failedFirst: {
    state: { ...NEVER_READ, load: { kind: "failed", problem: madeUpProblem("accessDenied") } },
  },
  loading: { state: { load: LOADING } },
  cancelled: { state: { load: { kind: "cancelled" } } },
  failed: { state: { load: { kind: "failed", problem: madeUpProblem("noConnection") } } },
  empty: { users: [] },
  missing: { state: { wholeness: { kind: "missing", users: 3 } } },
  doubtful: { state: { wholeness: { kind: "doubtful", users: 2 } } },
  unchecked: {
    state: { wholeness: { kind: "unchecked", problem: madeUpProblem("accessDenied") } },
  },
  gaps: {
    users: madeUpUsers(30).map((user) => ({ ...user, quickConnects: null, lastChanged: null })),
    state: {
      gaps: [
        { columns: ["quickConnects"], problem: madeUpProblem("accessDenied") },
        { columns: ["lastChanged"], problem: madeUpProblem("timedOut") },
      ],
    },
  },
  preferences: { start: { preferencesProblem: madeUpProblem("preferencesFile") } },
  wrapped: {
    start: { preferences: { ...START.preferences, wrapLines: true, density: "compact" } },
  },
  nothingMatches: { start: { query: { ...START.query, search: "nobody of that name" } } },
  queuesLooking: { queues: { kind: "looking", so_far: 4, expected: 18 } },
  unknownParts: {
    queues: { kind: "known", queues: {}, unread: 2, problem: madeUpProblem("accessDenied") },
    details: { proficiencies: { kind: "unknown", problem: madeUpProblem("accessDenied") } },
  },
} satisfies Record<string, FakeWorld>;

export type Scenario = keyof typeof SCENARIOS;

export function inScenario(name: Scenario): FakeClient {
  return new FakeClient(SCENARIOS[name]);
}

/** The same with more users on a page, as a person has it. */
export function forLookingAt(name: Scenario): FakeClient {
  const world: FakeWorld = SCENARIOS[name];
  const preferences = { ...START.preferences, ...world.start?.preferences, pageSize: 50 };
  return new FakeClient({
    users: madeUpUsers(130),
    ...world,
    start: { ...world.start, preferences },
  });
}
