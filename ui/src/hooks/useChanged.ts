import { useCallback, useEffect, useState } from "react";
import { useClient } from "../ipc/ClientContext";
import type { Problem } from "../ipc/generated/Problem";
import type { Topic } from "../ipc/generated/Topic";

/** Whether the window is told of changes. */
export interface Listening {
  /** Why it is not. */
  problem: Problem | null;
  /** Tries once more to be told. Does nothing while all is well. */
  again: () => void;
}

/** Calls `onChange` (kept with `useCallback`) whenever something of that topic changed. */
export function useChanged(topic: Topic, onChange: () => void): Listening {
  const client = useClient();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [failures, setFailures] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another try begins the effect anew.
  useEffect(
    () => client.onChanged(topic, { changed: onChange, failed: setProblem }),
    [client, topic, onChange, failures],
  );
  const again = useCallback(() => {
    if (problem === null) return;
    setProblem(null);
    setFailures((before) => before + 1);
  }, [problem]);
  return { problem, again };
}
