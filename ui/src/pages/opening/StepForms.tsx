import Box from "@cloudscape-design/components/box";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../components/ProblemAlert";
import { useAnswering } from "../../hooks/useAnswering";
import type { OpeningAnswer } from "../../ipc/generated/OpeningAnswer";
import type { OpeningStep } from "../../ipc/generated/OpeningStep";
import type { Problem } from "../../ipc/generated/Problem";
import { CodeForm } from "./CodeForm";
import { KeysForm } from "./KeysForm";
import { NotKept } from "./NotKept";
import { PickForm } from "./PickForm";

interface Props {
  step: OpeningStep;
  answer: (answer: OpeningAnswer) => Promise<unknown>;
  /** Goes to the page that helps to ask IT for access; absent where one can't go there. */
  onAskIt?: () => void;
  /** What else can be done about a failure. */
  afterFailure?: (problem: Problem) => ReactNode;
}

/** What a sign-in asks the person for, when an instance opens and when work goes on. */
export function StepForms({ step, answer, onAskIt, afterFailure }: Props) {
  const { t } = useTranslation();
  const answering = useAnswering(answer);
  const box = useFocusAtStep(step.kind);
  const { send, problem: refused } = answering;
  return (
    <div ref={box} className="own-text" data-own-text tabIndex={-1}>
      <SpaceBetween size="l">
        {step.kind === "working" && (
          <Box padding="l" textAlign="center">
            <StatusIndicator type="loading">{t("opening.working")}</StatusIndicator>
          </Box>
        )}
        {step.kind === "needsKeys" && (
          <KeysForm problem={step.problem} answering={answering} onAskIt={onAskIt} />
        )}
        {step.kind === "needsCode" && (
          <CodeForm device={step.device} problem={step.problem} answering={answering} />
        )}
        {step.kind === "pick" && (
          <PickForm choices={step.choices} answering={answering} onAskIt={onAskIt} />
        )}
        {step.kind === "notKept" && <NotKept problem={step.problem} answering={answering} />}
        {step.kind === "failed" && (
          <ProblemAlert problem={step.problem} onTryAgain={() => send({ kind: "again" })}>
            {afterFailure?.(step.problem)}
          </ProblemAlert>
        )}
        {refused !== null && (step.kind === "failed" || step.kind === "working") && (
          <ProblemAlert problem={refused} />
        )}
      </SpaceBetween>
    </div>
  );
}

/** Puts the keyboard where the next step wants something of the person. */
function useFocusAtStep(kind: OpeningStep["kind"]) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (kind === "working") return;
    const field = box.current?.querySelector<HTMLElement>("input");
    (field ?? box.current)?.focus();
  }, [kind]);
  return box;
}
