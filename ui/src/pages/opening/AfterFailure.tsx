import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { usePlaces } from "../../app/PlacesContext";
import { ResetPractice } from "../../app/ResetPractice";
import { useAnswer } from "../../hooks/useAnswer";
import { useClient } from "../../ipc/ClientContext";
import type { Problem } from "../../ipc/generated/Problem";
import type { ProblemCode } from "../../ipc/generated/ProblemCode";
import { asProblem } from "../../ipc/problem";

interface Props {
  /** The instance that did not open. */
  name: string;
  problem: Problem;
  onAgain: () => Promise<unknown>;
  onProblem: (problem: Problem) => void;
}

/** Problems that other access keys may solve. Where the keys themselves are no good, the program asks. */
const OF_KEYS: ReadonlySet<ProblemCode> = new Set(["accessDenied", "instanceNotFound"]);

/** What can be done when an instance did not open, besides trying again. */
export function AfterFailure({ name, problem, onAgain, onProblem }: Props) {
  const { t } = useTranslation();
  const client = useClient();
  const { go } = usePlaces();
  const { value: page } = useAnswer(useCallback(() => client.instances(), [client]));
  const [resetting, setResetting] = useState(false);
  const card = page?.cards.find(({ draft }) => draft.name === name);
  const again = async (before?: () => Promise<unknown>) => {
    try {
      await before?.();
      await onAgain();
    } catch (rejection) {
      onProblem(asProblem(rejection));
    }
  };
  if (problem.code === "practiceBroken") {
    return (
      <>
        <Button onClick={() => setResetting(true)}>{t("practice.reset")}</Button>
        {resetting && (
          <ResetPractice onClose={() => setResetting(false)} onDone={() => void again()} />
        )}
      </>
    );
  }
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {card?.draft.signIn === "accessKeys" && !card.practice && OF_KEYS.has(problem.code) && (
        <Button data-testid="other-keys" onClick={() => void again(() => client.forgetKeys(name))}>
          {t("keys.other")}
        </Button>
      )}
      {card !== undefined && card.source.kind === "user" && (
        <Button onClick={() => go({ kind: "instance", card })}>{t("start.edit")}</Button>
      )}
      <Button onClick={() => go({ kind: "check", name })}>{t("check.action")}</Button>
    </SpaceBetween>
  );
}
