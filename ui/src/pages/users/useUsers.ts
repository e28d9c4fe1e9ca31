import { useCallback, useMemo, useState } from "react";
import { useAnswer } from "../../hooks/useAnswer";
import { useChanged } from "../../hooks/useChanged";
import { useClient } from "../../ipc/ClientContext";
import type { Problem } from "../../ipc/generated/Problem";
import type { SelectionChange } from "../../ipc/generated/SelectionChange";
import type { UsersQuery } from "../../ipc/generated/UsersQuery";
import { asProblem } from "../../ipc/problem";

export type Users = ReturnType<typeof useUsers>;

/** The list and one page of it, kept up to date, with what can be done to them. */
export function useUsers(query: UsersQuery) {
  const client = useClient();
  const state = useAnswer(useCallback(() => client.usersState(), [client]));
  const page = useAnswer(useCallback(() => client.usersPage(query), [client, query]));
  const [problem, setProblem] = useState<Problem | null>(null);

  const { again: askState } = state;
  const { again: askPage } = page;
  const askBoth = useCallback(() => {
    askState();
    askPage();
  }, [askState, askPage]);
  const { problem: deaf, again: listenAgain } = useChanged("users", askBoth);
  const askAgain = useCallback(() => {
    listenAgain();
    askBoth();
  }, [listenAgain, askBoth]);

  const carryOut = useCallback(async (work: () => Promise<unknown>, then: () => void) => {
    try {
      await work();
      setProblem(null);
    } catch (rejection) {
      setProblem(asProblem(rejection));
    }
    then();
  }, []);

  const refresh = useCallback(
    () => void carryOut(() => client.refreshUsers(), askState),
    [client, carryOut, askState],
  );
  const cancel = useCallback(
    () => void carryOut(() => client.cancelUsers(), askState),
    [client, carryOut, askState],
  );
  const select = useCallback(
    (...changes: SelectionChange[]) =>
      void carryOut(async () => {
        for (const change of changes) await client.selectUsers(change, query);
      }, askPage),
    [client, query, carryOut, askPage],
  );
  const dismissProblem = useCallback(() => setProblem(null), []);

  const { value: list, problem: stateProblem } = state;
  const { value: rows, problem: pageProblem } = page;
  const reading = rows?.reading;
  /** Selects or turns round all that match, unless the list is no longer the one that is shown. */
  const selectMatching = useCallback(
    (kind: "addMatching" | "invertMatching") => {
      if (reading !== undefined) select({ kind, query, reading });
    },
    [reading, query, select],
  );
  return useMemo(
    () => ({
      state: list,
      page: rows,
      /** Why something that was asked for by hand failed. */
      problem,
      dismissProblem,
      /** Why the list or its page, or news of them, can't be had; it goes when they can. */
      unanswered: pageProblem ?? stateProblem ?? deaf,
      askAgain,
      refresh,
      cancel,
      select,
      selectMatching,
    }),
    [
      list,
      rows,
      problem,
      dismissProblem,
      pageProblem,
      stateProblem,
      deaf,
      askAgain,
      refresh,
      cancel,
      select,
      selectMatching,
    ],
  );
}
