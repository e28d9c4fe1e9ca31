import { createContext } from "react";
import type { Problem } from "../ipc/generated/Problem";

/** What the window's own code failed with. */
export const CrashContext = createContext<Problem | null>(null);

/** A failure of the window's own code as a problem, with where it was for IT. */
export function crashOf(error: Error, componentStack: string | null | undefined): Problem {
  return {
    code: "unexpected",
    technical: {
      operation: null,
      errorType: error.name,
      message: [error.message, componentStack?.trim()].filter(Boolean).join("\n"),
      status: null,
      requestId: null,
    },
  };
}
