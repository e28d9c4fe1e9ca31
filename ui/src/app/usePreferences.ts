import { useCallback, useRef, useState } from "react";
import { useClient } from "../ipc/ClientContext";
import type { Preferences } from "../ipc/generated/Preferences";
import type { Problem } from "../ipc/generated/Problem";
import { asProblem } from "../ipc/problem";

/** What the person chose: shown at once, and kept by the program. */
export interface PreferencesState {
  preferences: Preferences;
  /** Shows and keeps what `change` makes of the present preferences. */
  change: (change: (before: Preferences) => Preferences) => void;
  /** Why the last change could not be kept. */
  problem: Problem | null;
  dismissProblem: () => void;
}

export function usePreferences(initial: Preferences): PreferencesState {
  const client = useClient();
  const [preferences, setPreferences] = useState(initial);
  const [problem, setProblem] = useState<Problem | null>(null);
  const latest = useRef(initial);
  const turn = useRef(0);

  const change = useCallback(
    (make: (before: Preferences) => Preferences) => {
      const wanted = make(latest.current);
      latest.current = wanted;
      setPreferences(wanted);
      turn.current += 1;
      const mine = turn.current;
      client.savePreferences(wanted).then(
        (kept) => {
          if (mine !== turn.current) return;
          latest.current = kept;
          setPreferences(kept);
          setProblem(null);
        },
        (rejection) => {
          if (mine === turn.current) setProblem(asProblem(rejection));
        },
      );
    },
    [client],
  );
  const dismissProblem = useCallback(() => setProblem(null), []);
  return { preferences, change, problem, dismissProblem };
}
