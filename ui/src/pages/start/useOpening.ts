import { useCallback, useState } from "react";
import { useClient } from "../../ipc/ClientContext";
import type { Problem } from "../../ipc/generated/Problem";
import { asProblem } from "../../ipc/problem";

/** Opens instances. The program's news of `front` then changes the page. */
export interface Opening {
  open: (name: string) => void;
  /** The name of the one that was asked for. */
  asked: string | null;
  /** Why it can't even be tried. */
  problem: Problem | null;
}

export function useOpening(): Opening {
  const client = useClient();
  const [asked, setAsked] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const open = useCallback(
    (name: string) => {
      setAsked(name);
      setProblem(null);
      client.openInstance(name).catch((rejection) => {
        setAsked(null);
        setProblem(asProblem(rejection));
      });
    },
    [client],
  );
  return { open, asked, problem };
}
