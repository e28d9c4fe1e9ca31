import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "../ipc/generated/Problem";
import { CopyForIt } from "./CopyForIt";
import { ProblemText } from "./ProblemText";

interface Props {
  problem: Problem;
  /** What failed, where the problem's own sentence does not say it. */
  title?: string;
  onTryAgain?: () => void;
  /** What else can be done about it. */
  children?: ReactNode;
}

/** What went wrong, what it means and what to do, with the details for IT to copy. */
export function ProblemAlert({ problem, title, onTryAgain, children }: Props) {
  const { t } = useTranslation();
  return (
    <Alert
      type="error"
      header={title ?? t(`problem.${problem.code}.what`)}
      action={
        <SpaceBetween direction="horizontal" size="xs">
          {onTryAgain !== undefined && (
            <Button onClick={onTryAgain}>{t("details.tryAgain")}</Button>
          )}
          {children}
          <CopyForIt problem={problem} />
        </SpaceBetween>
      }
    >
      <ProblemText problem={problem} withWhat={title !== undefined} />
    </Alert>
  );
}
