import { useCallback, useEffect, useRef, useState } from "react";
import type { Problem } from "../ipc/generated/Problem";
import { asProblem } from "../ipc/problem";

/** What is known of the answer to a question. */
export interface Answer<Value> {
  /** The last answer; an earlier one stays until a newer one has come. */
  value: Value | null;
  /** Why the last question was not answered. */
  problem: Problem | null;
  /** Asks the same question again. */
  again: () => void;
}

interface Known<Value> {
  ask: (() => Promise<Value>) | null;
  value: Value | null;
  problem: Problem | null;
}

/**
 * Asks when `ask` changes and whenever `again` is called. An answer to an earlier question, or
 * one that comes after a later answer to the same question, is thrown away. `ask` must be kept
 * with `useCallback`; `null` asks nothing.
 */
export function useAnswer<Value>(ask: (() => Promise<Value>) | null): Answer<Value> {
  const [known, setKnown] = useState<Known<Value>>({ ask: null, value: null, problem: null });
  const run = useRef<(() => void) | null>(null);

  useEffect(() => {
    if (ask === null) return;
    let wanted = true;
    let asked = 0;
    let shown = 0;
    const settle = (turn: number, next: (before: Known<Value>) => Known<Value>) => {
      if (!wanted || turn < shown) return;
      shown = turn;
      setKnown(next);
    };
    run.current = () => {
      asked += 1;
      const turn = asked;
      ask().then(
        (value) =>
          settle(turn, (before) => ({
            ask,
            value: keptIfSame(before.value, value),
            problem: null,
          })),
        (rejection) =>
          settle(turn, (before) => ({ ask, value: before.value, problem: asProblem(rejection) })),
      );
    };
    run.current();
    return () => {
      wanted = false;
      run.current = null;
    };
  }, [ask]);

  const again = useCallback(() => run.current?.(), []);
  const answered = known.ask === ask;
  return {
    value: ask === null ? null : known.value,
    problem: answered ? known.problem : null,
    again,
  };
}

/** Keeps the object that is shown when the new one says the same, so that nothing is redrawn. */
function keptIfSame<Value>(before: Value | null, now: Value): Value {
  return before !== null && JSON.stringify(before) === JSON.stringify(now) ? before : now;
}
