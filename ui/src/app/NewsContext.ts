import { createContext, useContext } from "react";
import type { Problem } from "../ipc/generated/Problem";

/** Whether the window is told of what changes by itself. */
export interface News {
  /** Why it is not. */
  problem: Problem | null;
  askAgain: () => void;
}

export const NewsContext = createContext<News>({ problem: null, askAgain: () => undefined });

export function useNews(): News {
  return useContext(NewsContext);
}
