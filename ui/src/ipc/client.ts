import { type InvokeArgs, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { Changed } from "./generated/Changed";
import type { ListState } from "./generated/ListState";
import type { Preferences } from "./generated/Preferences";
import type { Problem } from "./generated/Problem";
import type { Property } from "./generated/Property";
import type { PropertyValue } from "./generated/PropertyValue";
import type { QuickConnectQueues } from "./generated/QuickConnectQueues";
import type { SelectionChange } from "./generated/SelectionChange";
import type { SelectionCount } from "./generated/SelectionCount";
import type { Start } from "./generated/Start";
import type { Topic } from "./generated/Topic";
import type { UserDetails } from "./generated/UserDetails";
import type { UsersPage } from "./generated/UsersPage";
import type { UsersQuery } from "./generated/UsersQuery";
import { asProblem } from "./problem";

/** All that the window can ask of the program. Every promise is rejected with a `Problem`. */
export interface Client {
  /** What the frame needs. Asked again after a failure, the program tries again to open. */
  start(): Promise<Start>;
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
