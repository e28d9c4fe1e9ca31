import type { ChangeListener, Client } from "../ipc/client";
import type { Access } from "../ipc/generated/Access";
import type { AskIt } from "../ipc/generated/AskIt";
import type { AskItWish } from "../ipc/generated/AskItWish";
import type { AwsProfile } from "../ipc/generated/AwsProfile";
import type { ConnectionCheck } from "../ipc/generated/ConnectionCheck";
import type { Finding } from "../ipc/generated/Finding";
import type { Front } from "../ipc/generated/Front";
import type { InstanceCard } from "../ipc/generated/InstanceCard";
import type { InstanceDraft } from "../ipc/generated/InstanceDraft";
import type { InstanceHeader } from "../ipc/generated/InstanceHeader";
import type { InstancesPage } from "../ipc/generated/InstancesPage";
import type { ListState } from "../ipc/generated/ListState";
import type { OpeningAnswer } from "../ipc/generated/OpeningAnswer";
import type { Preferences } from "../ipc/generated/Preferences";
import type { Problem } from "../ipc/generated/Problem";
import type { ProblemCode } from "../ipc/generated/ProblemCode";
import type { QuickConnectQueues } from "../ipc/generated/QuickConnectQueues";
import type { SelectionCount } from "../ipc/generated/SelectionCount";
import type { SettingsPage } from "../ipc/generated/SettingsPage";
import type { Start } from "../ipc/generated/Start";
import type { Topic } from "../ipc/generated/Topic";
import type { UserDetails } from "../ipc/generated/UserDetails";
import type { UserRow } from "../ipc/generated/UserRow";
import type { UsersQuery } from "../ipc/generated/UsersQuery";
import { COLUMN_IDS } from "../pages/users/columnDefaults";
import { matchingUsers, valuesOf } from "./fakeFilter";
import { ACCESS, askItFor, CHECK, INSTANCES, PROFILES, SETTINGS } from "./madeUpInstances";
import { madeUpUsers, READ_AT } from "./madeUpUsers";

export const START: Start = {
  version: "0.1.0",
  preferences: {
    columns: COLUMN_IDS.map((column) => ({
      column,
      visible: ![
        "phoneType",
        "phoneNumber",
        "autoAccept",
        "afterContactWork",
        "tags",
        "userId",
      ].includes(column),
      width: null,
    })),
    pageSize: 10,
    wrapLines: false,
    density: "comfortable",
    theme: "system",
  },
  preferencesProblem: null,
};

export const QUERY: UsersQuery = {
  search: "",
  filter: { join: "and", nodes: [] },
  sort: { column: "login", descending: false },
  page: 1,
  pageSize: 10,
};

export const INSTANCE: InstanceHeader = {
  name: "Practice contact centre",
  region: "eu-central-1",
  practice: true,
  colour: "grey",
  alias: "practice",
  id: "00000000-0000-4000-8000-000000000000",
};

/** The practice instance, open. */
export const OPEN: Front = { kind: "open", instance: INSTANCE, query: QUERY };

export const WHOLE: ListState = {
  load: { kind: "idle" },
  total: 30,
  readAt: READ_AT,
  wholeness: { kind: "whole" },
  gaps: [],
  calls: { SearchUsers: 1, ListUsers: 1, SearchQuickConnects: 1 },
};

export function madeUpProblem(code: ProblemCode): Problem {
  return {
    code,
    technical: {
      operation: "SearchUsers",
      errorType: "AccessDeniedException",
      message: "User is not authorized to perform: connect:SearchUsers",
      status: 403,
      requestId: "5f0c1e2d-0000-4000-8000-000000000001",
    },
  };
}

/** What a test or the preview wants to be otherwise than usual. */
export interface FakeWorld {
  start?: Partial<Start>;
  front?: Front;
  instances?: Partial<InstancesPage>;
  access?: Partial<Access>;
  check?: Partial<ConnectionCheck>;
  settings?: Partial<SettingsPage>;
  askIt?: Partial<AskIt>;
  profiles?: AwsProfile[];
  /** What is wrong with whatever instance is saved. */
  findings?: Finding[];
  users?: UserRow[];
  state?: Partial<ListState>;
  queues?: QuickConnectQueues;
  details?: Partial<UserDetails>;
}

/** A program that answers from made-up users, and can be told to be in any state. */
export class FakeClient implements Client {
  readonly users: UserRow[];
  state: ListState;
  /** Which reading of the instance the users are from. */
  reading = 1;
  /** Preferences that were saved, in order. */
  readonly saved: Preferences[] = [];
  shown: Front;
  page: InstancesPage;
  allowed: Access;
  checked: ConnectionCheck | null = null;
  /** What sign-ins were answered, in order. */
  readonly answers: OpeningAnswer[] = [];
  private readonly selected = new Set<string>();
  private readonly listeners = new Set<{ topic: Topic; listener: ChangeListener }>();

  constructor(private readonly world: FakeWorld = {}) {
    this.users = world.users ?? madeUpUsers(30);
    this.state = { ...WHOLE, total: this.users.length, ...world.state };
    this.shown = world.front ?? OPEN;
    this.page = { ...INSTANCES, ...world.instances };
    this.allowed = { ...ACCESS, ...world.access };
  }

  /** Puts the list into another state, as the program would while it works. */
  become(state: Partial<ListState>): void {
    if (state.readAt !== undefined) this.reading += 1;
    this.state = { ...this.state, ...state };
    this.tell("users");
  }

  tell(topic: Topic): void {
    for (const one of this.listeners) {
      if (one.topic === topic) one.listener.changed();
    }
  }

  async start() {
    return { ...START, ...this.world.start };
  }

  /** Shows another page, as the program would. */
  showFront(front: Front): void {
    this.shown = front;
    this.tell("front");
  }

  /** Changes what is known of the person's access. */
  allow(access: Partial<Access>): void {
    this.allowed = { ...this.allowed, ...access };
    this.tell("access");
  }

  async front() {
    return this.shown;
  }

  async instances() {
    return this.page;
  }

  async openInstance(name: string) {
    const card = this.page.cards.find(({ draft }) => draft.name === name);
    if (card === undefined) throw madeUpProblem("instanceGone");
    const { region } = card.draft;
    this.showFront(
      card.open || card.practice
        ? openFront(card)
        : { kind: "opening", name, region, step: { kind: "needsKeys", problem: null } },
    );
    return null;
  }

  async answerOpening(answer: OpeningAnswer) {
    this.answers.push(answer);
    const { shown } = this;
    if (shown.kind !== "opening") return null;
    const card = this.page.cards.find(({ draft }) => draft.name === shown.name);
    if (card !== undefined) this.showFront(openFront(card));
    return null;
  }

  async leave() {
    this.showFront({ kind: "choosing" });
    return null;
  }

  async saveInstance(before: string | null, draft: InstanceDraft) {
    const findings = this.world.findings ?? [];
    if (findings.length > 0) return findings;
    const card = {
      draft,
      colour: draft.colour ?? "blue",
      practice: false,
      open: false,
      waits: false,
    } as const;
    const others = this.page.cards.filter((one) => one.draft.name !== before);
    const source = { kind: "user", file: "roster.toml", line: 1 } as const;
    this.page = { ...this.page, cards: [{ ...card, source }, ...others] };
    return [];
  }

  async removeInstance(name: string) {
    const cards = this.page.cards.filter(({ draft }) => draft.name !== name);
    this.page = { ...this.page, cards };
    return null;
  }

  async forgetKeys(_name: string) {
    return null;
  }

  async saveOpenLast(openLast: boolean) {
    this.page = { ...this.page, openLast };
    return null;
  }

  async awsProfiles() {
    return this.world.profiles ?? PROFILES;
  }

  async askIt(wish: AskItWish) {
    return { ...askItFor(wish), ...this.world.askIt };
  }

  async access() {
    return this.allowed;
  }

  async answerAccess(answer: OpeningAnswer) {
    this.answers.push(answer);
    this.allow({ paused: null });
    return null;
  }

  async saveOwnLogin(login: string | null) {
    if (login !== null && this.users.every((user) => user.login !== login)) {
      throw madeUpProblem("notFound");
    }
    this.allow({ ownLogin: login === null ? { kind: "none" } : { kind: "known", login } });
    return null;
  }

  async startCheck(instance: string) {
    this.checked = { ...CHECK, instance, ...this.world.check };
    this.tell("check");
    return null;
  }

  async checkState() {
    return this.checked;
  }

  async cancelCheck() {
    if (this.checked !== null) this.checked = { ...this.checked, running: false };
    this.tell("check");
    return null;
  }

  async settings() {
    return { ...SETTINGS, ...this.world.settings };
  }

  async openLogFolder() {
    return null;
  }

  async detailsForIt() {
    return "Roster: 0.1.0\nSystem: made up";
  }

  async savePreferences(preferences: Preferences) {
    this.saved.push(preferences);
    return preferences;
  }

  async resetPractice() {
    this.selected.clear();
    this.tell("users");
    return null;
  }

  async usersState() {
    return this.state;
  }

  async refreshUsers() {
    this.become({
      load: {
        kind: "loading",
        progress: [
          { part: "users", soFar: 0, expected: this.users.length, done: false },
          { part: "quickConnects", soFar: 0, expected: null, done: false },
        ],
      },
    });
    return null;
  }

  async cancelUsers() {
    this.become({ load: { kind: "cancelled" } });
    return null;
  }

  async usersPage(query: UsersQuery) {
    const matching = this.matching(query);
    const page = Math.max(1, Math.min(query.page, Math.ceil(matching.length / query.pageSize)));
    return {
      reading: this.reading,
      rows: matching
        .slice((page - 1) * query.pageSize, page * query.pageSize)
        .map((user) => ({ ...user, selected: this.selected.has(user.id) })),
      matching: matching.length,
      total: this.listed().length,
      page,
      selection: this.count(matching),
    };
  }

  async userValues(...[property, typed]: Parameters<Client["userValues"]>) {
    const users = new Map<string, number>();
    for (const value of this.users.flatMap((user) => valuesOf(user, property))) {
      if (value.toLowerCase().includes(typed.toLowerCase())) {
        users.set(value, (users.get(value) ?? 0) + 1);
      }
    }
    return [...users]
      .map(([value, count]) => ({ value, users: count }))
      .sort((a, b) => a.value.localeCompare(b.value))
      .slice(0, 100);
  }

  async selectUsers(...[change, query]: Parameters<Client["selectUsers"]>) {
    if ("reading" in change && change.reading !== this.reading) throw madeUpProblem("listChanged");
    switch (change.kind) {
      case "set":
        for (const id of change.ids) this.put(id, change.selected);
        break;
      case "addMatching":
        for (const { id } of this.matching(change.query)) this.put(id, true);
        break;
      case "invertMatching":
        for (const { id } of this.matching(change.query)) this.put(id, !this.selected.has(id));
        break;
      case "clear":
        this.selected.clear();
    }
    this.tell("users");
    return this.count(this.matching(query));
  }

  async userDetails(id: string): Promise<UserDetails> {
    const row = this.users.find((user) => user.id === id);
    if (row === undefined) throw madeUpProblem("notFound");
    return {
      row,
      arn: `arn:aws:connect:eu-central-1:123456789012:instance/0000/agent/${id}`,
      routingProfileId: "aaaaaaaa-0000-4000-8000-000000000001",
      securityProfileIds: row.securityProfiles.map(
        (_, at) => `bbbbbbbb-0000-4000-8000-00000000000${at}`,
      ),
      hierarchyGroupId: row.hierarchy === null ? null : "cccccccc-0000-4000-8000-000000000003",
      directoryUserId: null,
      email: `${row.login}@example.com`,
      secondaryEmail: null,
      mobile: "+4915155500000",
      persistentConnection: false,
      channels: [
        {
          channel: "voice",
          autoAccept: true,
          callbackAutoAccept: null,
          afterContactWork: 45,
          callbackAfterContactWork: 0,
          phoneType: "soft",
          phoneNumber: null,
          persistentConnection: null,
          voiceEnhancement: "noiseSuppression",
        },
        {
          channel: "chat",
          autoAccept: false,
          callbackAutoAccept: null,
          afterContactWork: null,
          callbackAfterContactWork: null,
          phoneType: null,
          phoneNumber: null,
          persistentConnection: null,
          voiceEnhancement: null,
        },
      ],
      proficiencies: {
        kind: "known",
        value: [{ attribute: "connect:Language", value: "connect:German", level: 4 }],
      },
      quickConnects: {
        kind: "known",
        value: Array.from({ length: row.quickConnects ?? 0 }, (_, at) => ({
          id: `dddddddd-0000-4000-8000-00000000000${at}`,
          name: `${row.firstName || row.login} ${at + 1}`,
          description: at === 0 ? "Direct line" : null,
          lastChanged: READ_AT,
        })),
      },
      ...this.world.details,
    };
  }

  async quickConnectQueues(ids: string[], again: boolean): Promise<QuickConnectQueues> {
    if (this.world.queues !== undefined && !again) return this.world.queues;
    const found = [
      { id: "q1", name: "Billing" },
      { id: "q2", name: "Sales" },
    ];
    return {
      kind: "known",
      queues: Object.fromEntries(ids.map((id, at) => [id, at === 0 ? found : []])),
      unread: 0,
      problem: null,
    };
  }

  onChanged(topic: Topic, listener: ChangeListener) {
    const one = { topic, listener };
    let wanted = true;
    // As with the program itself, what happens before this has come about is not told of.
    void Promise.resolve().then(() => {
      if (!wanted) return;
      this.listeners.add(one);
      listener.changed();
    });
    return () => {
      wanted = false;
      this.listeners.delete(one);
    };
  }

  private listed(): UserRow[] {
    return this.state.readAt === null ? [] : this.users;
  }

  private matching(query: UsersQuery): UserRow[] {
    return matchingUsers(this.listed(), query);
  }

  private count(matching: UserRow[]): SelectionCount {
    const seen = matching.filter(({ id }) => this.selected.has(id)).length;
    return { count: this.selected.size, hidden: this.selected.size - seen };
  }

  private put(id: string, selected: boolean): void {
    if (selected) this.selected.add(id);
    else this.selected.delete(id);
  }
}

/** The instance of a card, open. */
function openFront({ draft, practice, colour }: InstanceCard): Front {
  const { name, region } = draft;
  const instance = practice
    ? INSTANCE
    : { name, region, practice, colour, alias: null, id: `id of ${name}` };
  return { kind: "open", instance, query: QUERY };
}
