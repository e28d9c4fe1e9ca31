import { createContext, useContext } from "react";
import type { PreferencesState } from "./usePreferences";

export const PreferencesContext = createContext<PreferencesState | null>(null);

/** What the person chose, and how to change it. */
export function useChosenPreferences(): PreferencesState {
  const state = useContext(PreferencesContext);
  if (state === null) throw new Error("useChosenPreferences is used outside PreferencesContext");
  return state;
}
