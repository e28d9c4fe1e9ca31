import Box from "@cloudscape-design/components/box";
import Spinner from "@cloudscape-design/components/spinner";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../components/ProblemAlert";
import type { Problem } from "../ipc/generated/Problem";

interface Props {
  /** Why there is nothing to wait for. */
  problem?: Problem | null;
  onTryAgain?: () => void;
}

/** What is shown before there is a page. */
export function Waiting({ problem = null, onTryAgain }: Props) {
  const { t } = useTranslation();
  return (
    <main>
      <Box padding="xxl">
        {problem === null ? (
          <Box textAlign="center">
            <Spinner size="large" />
            <span className="visually-hidden">{t("app.starting")}</span>
          </Box>
        ) : (
          <ProblemAlert problem={problem} title={t("app.startFailed")} onTryAgain={onTryAgain} />
        )}
      </Box>
    </main>
  );
}
