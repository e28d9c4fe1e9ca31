import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../components/ProblemAlert";
import type { Answering } from "../../hooks/useAnswering";
import type { Problem } from "../../ipc/generated/Problem";

interface Props {
  problem: Problem;
  answering: Answering;
}

/** Says that the keychain did not take the keys, and offers to go on without it. */
export function NotKept({ problem, answering }: Props) {
  const { t } = useTranslation();
  const { send, sending, problem: refused } = answering;
  return (
    <SpaceBetween size="l">
      <ProblemAlert problem={refused ?? problem} />
      <Box>{t("notKept.means")}</Box>
      <SpaceBetween direction="horizontal" size="xs">
        <Button
          data-testid="not-kept-until-closed"
          variant="primary"
          loading={sending}
          onClick={() => send({ kind: "untilClosed" })}
        >
          {t("notKept.untilClosed")}
        </Button>
        <Button
          data-testid="not-kept-again"
          disabled={sending}
          onClick={() => send({ kind: "again" })}
        >
          {t("notKept.again")}
        </Button>
      </SpaceBetween>
    </SpaceBetween>
  );
}
