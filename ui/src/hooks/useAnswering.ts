import { useCallback, useState } from "react";
import type { OpeningAnswer } from "../ipc/generated/OpeningAnswer";
import type { Problem } from "../ipc/generated/Problem";
import { asProblem } from "../ipc/problem";

/** Sends answers to what a sign-in waits for. */
export interface Answering {
  send: (answer: OpeningAnswer) => void;
  sending: boolean;
  /** Why the last answer can't even be tried. */
  problem: Problem | null;
}

export function useAnswering(answer: (answer: OpeningAnswer) => Promise<unknown>): Answering {
  const [state, setState] = useState<{ sending: boolean; problem: Problem | null }>({
    sending: false,
    problem: null,
  });
  const send = useCallback(
    (given: OpeningAnswer) => {
      setState({ sending: true, problem: null });
      answer(given).then(
        () => setState({ sending: false, problem: null }),
        (rejection) => setState({ sending: false, problem: asProblem(rejection) }),
      );
    },
    [answer],
  );
  return { send, ...state };
}
