import { createContext, useContext } from "react";
import type { Start } from "../ipc/generated/Start";

/** What the program said when the window opened. */
export const StartContext = createContext<Start | null>(null);

export function useStart(): Start {
  const start = useContext(StartContext);
  if (start === null) throw new Error("useStart is used outside StartContext");
  return start;
}
