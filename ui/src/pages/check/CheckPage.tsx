import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import LiveRegion from "@cloudscape-design/components/live-region";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Subpage } from "../../app/Subpage";
import { CopyButton } from "../../components/CopyButton";
import { HandsOnFocus } from "../../components/HandsOnFocus";
import { ProblemAlert } from "../../components/ProblemAlert";
import { useAnswer } from "../../hooks/useAnswer";
import { useChanged } from "../../hooks/useChanged";
import { useClient } from "../../ipc/ClientContext";
import type { ConnectionCheck } from "../../ipc/generated/ConnectionCheck";
import type { Problem } from "../../ipc/generated/Problem";
import { asProblem } from "../../ipc/problem";
import { CheckSteps } from "./CheckSteps";

/** Looks, step by step, at what lies between this computer and an instance. */
export function CheckPage({ name }: { name: string }) {
  const { t } = useTranslation();
  const { check, problem, run, cancel, again } = useCheck(name);
  const running = check?.running ?? false;
  return (
    <Subpage
      testId="check-page"
      title={t("check.title", { name })}
      description={t("check.description")}
      actions={
        running ? (
          <Button data-testid="check-cancel" onClick={cancel}>
            {t("app.cancel")}
          </Button>
        ) : (
          <Button data-testid="check-run" iconName="refresh" onClick={run}>
            {t("check.run")}
          </Button>
        )
      }
    >
      {problem !== null && (
        <HandsOnFocus>
          <ProblemAlert problem={problem} onTryAgain={check === null ? run : again} />
        </HandsOnFocus>
      )}
      {check === null && problem === null && (
        <StatusIndicator type="loading">{t("check.starting")}</StatusIndicator>
      )}
      {check !== null && (
        <Container>
          <SpaceBetween size="l">
            <LiveRegion>
              <Outcome check={check} />
            </LiveRegion>
            <CheckSteps steps={check.steps} />
            {!running && <CopyButton text={check.report}>{t("check.copy")}</CopyButton>}
          </SpaceBetween>
        </Container>
      )}
    </Subpage>
  );
}

/** The check as a whole, in one line. */
function Outcome({ check }: { check: ConnectionCheck }) {
  const { t } = useTranslation();
  if (check.running) {
    return <StatusIndicator type="in-progress">{t("check.running")}</StatusIndicator>;
  }
  const kinds = check.steps.map(({ verdict }) => verdict.kind);
  if (kinds.includes("failed")) {
    return <StatusIndicator type="error">{t("check.someFailed")}</StatusIndicator>;
  }
  if (kinds.includes("waiting") || kinds.includes("running")) {
    return <StatusIndicator type="stopped">{t("check.stopped")}</StatusIndicator>;
  }
  if (kinds.includes("notSignedIn")) {
    return <StatusIndicator type="info">{t("check.soFarGood")}</StatusIndicator>;
  }
  return <StatusIndicator type="success">{t("check.allPassed")}</StatusIndicator>;
}

/** The check of that instance. It begins when the page is shown. */
function useCheck(name: string) {
  const client = useClient();
  const [begun, setBegun] = useState(false);
  const [failed, setFailed] = useState<Problem | null>(null);
  const { value, problem, again } = useAnswer(useCallback(() => client.checkState(), [client]));
  const { problem: deaf, again: listenAgain } = useChanged("check", again);

  const carryOut = useCallback(
    async (work: () => Promise<unknown>) => {
      setFailed(null);
      try {
        await work();
        setBegun(true);
      } catch (rejection) {
        setFailed(asProblem(rejection));
      }
      again();
    },
    [again],
  );
  const run = useCallback(
    () => void carryOut(() => client.startCheck(name)),
    [client, name, carryOut],
  );
  const cancel = useCallback(() => void carryOut(() => client.cancelCheck()), [client, carryOut]);
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) return;
    first.current = false;
    run();
  }, [run]);
  return {
    // One of before, or of another instance, is not what is shown.
    check: begun && value?.instance === name ? value : null,
    problem: failed ?? problem ?? deaf,
    run,
    cancel,
    again: () => {
      setFailed(null);
      listenAgain();
      again();
    },
  };
}
