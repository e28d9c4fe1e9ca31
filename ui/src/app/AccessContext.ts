import { createContext, useContext } from "react";
import type { Access } from "../ipc/generated/Access";
import type { Problem } from "../ipc/generated/Problem";

/** What the person may do in the open instance, kept up to date. */
export interface AccessKnown {
  access: Access | null;
  /** Why it is not known. */
  problem: Problem | null;
  again: () => void;
  /** Shows the panel of what the person may do. */
  show: () => void;
  /** Shows again what paused work waits for. */
  signIn: () => void;
}

export const AccessContext = createContext<AccessKnown | null>(null);

/** What the person may do; `null` while no instance is open. */
export function useAccess(): AccessKnown | null {
  return useContext(AccessContext);
}
