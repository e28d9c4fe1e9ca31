import { type InvokeArgs, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { Access } from "./generated/Access";
import type { AskIt } from "./generated/AskIt";
import type { AskItWish } from "./generated/AskItWish";
import type { AwsProfile } from "./generated/AwsProfile";
import type { Changed } from "./generated/Changed";
import type { ConnectionCheck } from "./generated/ConnectionCheck";
import type { Finding } from "./generated/Finding";
import type { Front } from "./generated/Front";
import type { InstanceDraft } from "./generated/InstanceDraft";
import type { InstancesPage } from "./generated/InstancesPage";
import type { ListState } from "./generated/ListState";
import type { OpeningAnswer } from "./generated/OpeningAnswer";
import type { Preferences } from "./generated/Preferences";
import type { Problem } from "./generated/Problem";
import type { Property } from "./generated/Property";
import type { PropertyValue } from "./generated/PropertyValue";
import type { QuickConnectQueues } from "./generated/QuickConnectQueues";
import type { SelectionChange } from "./generated/SelectionChange";
import type { SelectionCount } from "./generated/SelectionCount";
import type { SettingsPage } from "./generated/SettingsPage";
import type { Start } from "./generated/Start";
import type { Topic } from "./generated/Topic";
import type { UserDetails } from "./generated/UserDetails";
import type { UsersPage } from "./generated/UsersPage";
import type { UsersQuery } from "./generated/UsersQuery";
import { asProblem } from "./problem";

/** All that the window can ask of the program. Every promise is rejected with a `Problem`. */
export interface Client {
  /** What the frame needs. */
  start(): Promise<Start>;
  /** Which page the window is to show; the topic `front` tells to ask again. */
  front(): Promise<Front>;
  /** The start page. */
  instances(): Promise<InstancesPage>;
  /** Begins to open an instance, or goes to one that is open already. */
  openInstance(name: string): Promise<null>;
  /** Answers what the opening waits for. Rejected only with what can't even be tried. */
  answerOpening(answer: OpeningAnswer): Promise<null>;
  /** Goes to the start page, and gives up an opening that is under way. */
  leave(): Promise<null>;
  /** Saves an instance, `before` being its earlier name. No findings: it is saved. */
  saveInstance(before: string | null, draft: InstanceDraft): Promise<Finding[]>;
  /** Takes an instance out of the person's settings, and forgets its access keys. */
  removeInstance(name: string): Promise<null>;
  /** Forgets an instance's access keys. */
  forgetKeys(name: string): Promise<null>;
  /** Whether the instance that was open last is opened when Roster starts. */
  saveOpenLast(wished: boolean): Promise<null>;
  /** The AWS profiles of this computer. */
  awsProfiles(): Promise<AwsProfile[]>;
  /** What goes into the message to IT. */
  askIt(wish: AskItWish): Promise<AskIt>;
  /** What the person may do in the open instance; the topic `access` tells to ask again. */
  access(): Promise<Access>;
  /** Answers what paused work waits for. Rejected only with what can't even be tried. */
  answerAccess(answer: OpeningAnswer): Promise<null>;
  /** Says which of the users is the person themselves; `null` for none. */
  saveOwnLogin(login: string | null): Promise<null>;
  /** Begins a connection check; the topic `check` tells how it goes. */
  startCheck(name: string): Promise<null>;
  /** The last connection check. */
  checkState(): Promise<ConnectionCheck | null>;
  /** Stops the connection check. */
  cancelCheck(): Promise<null>;
  /** All settings that hold. */
  settings(): Promise<SettingsPage>;
  /** Opens the folder of the log files. */
  openLogFolder(): Promise<null>;
  /** What IT is told of this installation, in English. */
  detailsForIt(): Promise<string>;
  /** Remembers what the person chose, and gives it back with what can't be meant put right. */
  savePreferences(preferences: Preferences): Promise<Preferences>;
  /** Resets the practice instance, also one whose file is broken. */
  resetPractice(): Promise<null>;
  /** How the list stands and whether it is being read. */
  usersState(): Promise<ListState>;
  /** Starts reading the list anew; `changed` tells how it goes. */
  refreshUsers(): Promise<null>;
  /** Stops the reading that is under way. */
  cancelUsers(): Promise<null>;
  /** One page of the list. */
  usersPage(query: UsersQuery): Promise<UsersPage>;
  /** The values that a filter can offer, narrowed by what was typed. */
  userValues(property: Property, typed: string): Promise<PropertyValue[]>;
  /** Changes the selection; the query says what the filter hides. */
  selectUsers(change: SelectionChange, query: UsersQuery): Promise<SelectionCount>;
  /** One user whole. */
  userDetails(id: string): Promise<UserDetails>;
  /**
   * Which queues offer these quick connects; the topic `queues` tells to ask again. With `again`
   * the program looks anew at what it could not read before.
   */
  quickConnectQueues(ids: string[], again: boolean): Promise<QuickConnectQueues>;
  /**
   * Calls back whenever something of that topic changed by itself, and once when it begins to
   * listen, since something may have changed before. Returns what ends it.
   */
  onChanged(topic: Topic, listener: ChangeListener): () => void;
}

/** Who wants to know of changes. */
export interface ChangeListener {
  changed: () => void;
  /** Changes will not be told of, for that reason. */
  failed: (problem: Problem) => void;
}

async function call<Answer>(command: string, args: InvokeArgs = {}): Promise<Answer> {
  try {
    return await invoke<Answer>(command, args);
  } catch (rejection) {
    throw asProblem(rejection);
  }
}

/** The program on the other side of the window. */
export const tauriClient: Client = {
  start: () => call("app_start"),
  front: () => call("front_state"),
  instances: () => call("instances_page"),
  openInstance: (name) => call("instance_open", { name }),
  answerOpening: (answer) => call("instance_answer", { answer }),
  leave: () => call("instance_leave"),
  saveInstance: (before, draft) => call("instance_save", { before, draft }),
  removeInstance: (name) => call("instance_remove", { name }),
  forgetKeys: (name) => call("instance_forget_keys", { name }),
  saveOpenLast: (wished) => call("open_last_save", { wished }),
  awsProfiles: () => call("aws_profiles"),
  askIt: (wish) => call("ask_it", { wish }),
  access: () => call("access_state"),
  answerAccess: (answer) => call("access_answer", { answer }),
  saveOwnLogin: (login) => call("own_login_save", { login }),
  startCheck: (name) => call("check_start", { name }),
  checkState: () => call("check_state"),
  cancelCheck: () => call("check_cancel"),
  settings: () => call("settings_page"),
  openLogFolder: () => call("logs_open"),
  detailsForIt: () => call("it_details"),
  savePreferences: (preferences) => call("preferences_save", { preferences }),
  resetPractice: () => call("practice_reset"),
  usersState: () => call("users_state"),
  refreshUsers: () => call("users_refresh"),
  cancelUsers: () => call("users_cancel"),
  usersPage: (query) => call("users_page", { query }),
  userValues: (property, typed) => call("users_values", { property, typed }),
  selectUsers: (change, query) => call("users_select", { change, query }),
  userDetails: (id) => call("user_details", { id }),
  quickConnectQueues: (ids, again) => call("quick_connect_queues", { ids, again }),
  onChanged: (topic, { changed, failed }) => {
    let wanted = true;
    let stop = () => {
      wanted = false;
    };
    listen<Changed>("changed", ({ payload }) => {
      if (wanted && payload.topic === topic) changed();
    }).then(
      (unlisten) => {
        if (!wanted) return unlisten();
        stop = () => {
          wanted = false;
          unlisten();
        };
        changed();
      },
      (rejection) => {
        if (wanted) failed(asProblem(rejection));
      },
    );
    return () => stop();
  },
};
