import type { Finding } from "../ipc/generated/Finding";
import type { Front } from "../ipc/generated/Front";
import type { ListState } from "../ipc/generated/ListState";
import type { OpeningStep } from "../ipc/generated/OpeningStep";
import { FakeClient, type FakeWorld, INSTANCE, madeUpProblem, QUERY, START } from "./fakeClient";
import { CHECK, FINDINGS, MANAGED, PRACTICE_CARD } from "./madeUpInstances";
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

const REAL: Front = {
  kind: "open",
  query: QUERY,
  instance: {
    name: "Contact Centre Europe",
    region: "eu-west-2",
    practice: false,
    colour: "purple",
    alias: "europe",
    id: "11111111-0000-4000-8000-000000000000",
  },
};
const CHOOSING: Front = { kind: "choosing" };
const DEVICE = "arn:aws:iam::123456789012:mfa/ann";
const SECONDS_LEFT = 8 * 60 - 30;

/** An instance on its way to being open. */
function opening(step: OpeningStep, name = "Berlin"): FakeWorld {
  return { front: { kind: "opening", name, region: "eu-central-1", step } };
}

/** The states that the page can be in, for looking at them and for tests. */
export const SCENARIOS = {
  usual: {},
  many: { users: madeUpUsers(5_000) },
  real: { front: REAL, access: { ownLogin: { kind: "known", login: "nameless" } } },
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
  nothingMatches: {
    front: { kind: "open", instance: INSTANCE, query: { ...QUERY, search: "nobody of that name" } },
  },
  queuesLooking: { queues: { kind: "looking", so_far: 4, expected: 18 } },
  unknownParts: {
    queues: { kind: "known", queues: {}, unread: 2, problem: madeUpProblem("accessDenied") },
    details: { proficiencies: { kind: "unknown", problem: madeUpProblem("accessDenied") } },
  },
  start: { front: CHOOSING },
  firstStart: { front: CHOOSING, instances: { cards: [PRACTICE_CARD], last: null } },
  findings: {
    front: CHOOSING,
    instances: { findings: FINDINGS, openLast: true, openLastSource: MANAGED },
    settings: { findings: FINDINGS },
  },
  working: opening({ kind: "working" }),
  needsKeys: opening({ kind: "needsKeys", problem: null }),
  keysRefused: opening({ kind: "needsKeys", problem: madeUpProblem("credentialsRefused") }),
  needsCode: opening({ kind: "needsCode", device: DEVICE, problem: null }),
  codeRefused: opening({
    kind: "needsCode",
    device: DEVICE,
    problem: madeUpProblem("mfaRefused"),
  }),
  pick: opening({
    kind: "pick",
    choices: [
      { id: "i1", alias: "berlin", accessUrl: "https://berlin.my.connect.aws" },
      { id: "i2", alias: "test", accessUrl: "https://test.my.connect.aws" },
      { id: "22222222-0000-4000-8000-000000000000", alias: null, accessUrl: null },
    ],
  }),
  pickNone: opening({ kind: "pick", choices: [] }),
  notKept: opening({ kind: "notKept", problem: madeUpProblem("keychainAbsent") }),
  failedOpening: opening({ kind: "failed", problem: madeUpProblem("accessDenied") }),
  instanceNotFound: opening({ kind: "failed", problem: madeUpProblem("instanceNotFound") }),
  practiceBroken: opening(
    { kind: "failed", problem: madeUpProblem("practiceBroken") },
    PRACTICE_CARD.draft.name,
  ),
  practiceFile: opening(
    { kind: "failed", problem: madeUpProblem("practiceFile") },
    PRACTICE_CARD.draft.name,
  ),
  ownLogin: { front: REAL, access: { ownLogin: { kind: "notAsked", suggestion: "nameless" } } },
  limited: {
    front: REAL,
    access: {
      calledAs: {
        account: "123456789012",
        arn: "arn:aws:sts::123456789012:assumed-role/ConnectAdmins/ann.long-name@example.com",
      },
      expiresAt: Date.now() + SECONDS_LEFT * 1000,
      asksAgain: true,
      ownLogin: { kind: "none" },
      reads: [
        { part: "users", state: { kind: "yes" } },
        {
          part: "quickConnects",
          state: {
            kind: "refused",
            problem: madeUpProblem("accessDenied"),
            policy: '{"Action":"connect:SearchQuickConnects"}',
          },
        },
      ],
      changes: [
        { change: "edit", state: { kind: "notKnown" } },
        { change: "create", state: { kind: "forbidden", source: MANAGED } },
        { change: "delete", state: { kind: "blocked", finding: FINDINGS[0] as Finding } },
      ],
    },
  },
  paused: {
    front: REAL,
    access: {
      ownLogin: { kind: "none" },
      paused: {
        problem: madeUpProblem("credentialsExpired"),
        step: { kind: "needsKeys", problem: null },
      },
    },
  },
  pausedFailed: {
    front: REAL,
    access: {
      ownLogin: { kind: "none" },
      paused: {
        problem: madeUpProblem("noConnection"),
        step: { kind: "failed", problem: madeUpProblem("noConnection") },
      },
    },
  },
  checkFailed: {
    front: CHOOSING,
    check: {
      steps: [
        ...CHECK.steps.slice(0, 2),
        {
          part: "encryption",
          verdict: { kind: "failed", problem: madeUpProblem("untrustedServer") },
        },
        { part: "clock", verdict: { kind: "notTried" } },
        { part: "signature", verdict: { kind: "notTried" } },
        { part: "permission", verdict: { kind: "notTried" } },
      ],
    },
  },
  checkRunning: {
    front: CHOOSING,
    check: {
      running: true,
      steps: CHECK.steps.map(({ part }, at) => ({
        part,
        verdict: at === 0 ? { kind: "running" } : { kind: "waiting" },
      })),
    },
  },
  checkSignedOut: {
    front: CHOOSING,
    check: {
      steps: CHECK.steps.map(({ part, verdict }, at) => {
        if (at >= 4) return { part, verdict: { kind: "notSignedIn" } };
        return { part, verdict: at === 2 ? { kind: "notNeeded" } : verdict };
      }),
    },
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
