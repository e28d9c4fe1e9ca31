import Box from "@cloudscape-design/components/box";
import StatusIndicator, {
  type StatusIndicatorProps,
} from "@cloudscape-design/components/status-indicator";
import { useTranslation } from "react-i18next";
import { ProblemText } from "../../components/ProblemText";
import type { CheckStep } from "../../ipc/generated/CheckStep";
import type { CheckVerdict } from "../../ipc/generated/CheckVerdict";

const LOOKS: Record<CheckVerdict["kind"], StatusIndicatorProps.Type> = {
  waiting: "pending",
  running: "in-progress",
  passed: "success",
  notNeeded: "success",
  notTried: "not-started",
  notSignedIn: "info",
  failed: "error",
};

/** The steps of a connection check: what each looks at, and how it went. */
export function CheckSteps({ steps }: { steps: CheckStep[] }) {
  const { t } = useTranslation();
  return (
    <ol className="steps">
      {steps.map(({ part, verdict }) => (
        <li key={part} data-testid={`check-step-${part}`} data-verdict={verdict.kind}>
          <Box variant="h3" tagOverride="h2">
            {t(`check.part.${part}.title`)}
          </Box>
          <Box color="text-body-secondary">{t(`check.part.${part}.means`)}</Box>
          <StatusIndicator type={LOOKS[verdict.kind]}>
            {verdict.kind === "failed"
              ? t(`problem.${verdict.problem.code}.what`)
              : t(`check.verdict.${verdict.kind}`)}
          </StatusIndicator>
          {verdict.kind === "passed" && verdict.detail !== "" && (
            <div className="path">
              <Box color="text-body-secondary">{verdict.detail}</Box>
            </div>
          )}
          {verdict.kind === "failed" && <ProblemText problem={verdict.problem} />}
        </li>
      ))}
    </ol>
  );
}
