import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../components/ProblemAlert";
import { useClient } from "../ipc/ClientContext";
import type { Problem } from "../ipc/generated/Problem";
import { asProblem } from "../ipc/problem";

interface Props {
  onClose: () => void;
  /** Called when the practice instance has been reset. */
  onDone: () => void;
}

/** Says what a reset of the practice instance does, and does it when confirmed. */
export function ResetPractice({ onClose, onDone }: Props) {
  const { t } = useTranslation();
  const client = useClient();
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const reset = async () => {
    setWorking(true);
    setProblem(null);
    try {
      await client.resetPractice();
      onDone();
      onClose();
    } catch (rejection) {
      setProblem(asProblem(rejection));
      setWorking(false);
    }
  };
  return (
    <Modal
      visible
      header={t("practice.resetTitle")}
      closeAriaLabel={t("practice.cancel")}
      onDismiss={() => {
        if (!working) onClose();
      }}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" disabled={working} onClick={onClose}>
              {t("practice.cancel")}
            </Button>
            <Button
              data-testid="practice-reset-confirm"
              variant="primary"
              loading={working}
              onClick={reset}
            >
              {t("practice.resetConfirm")}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {problem !== null && <ProblemAlert problem={problem} />}
        <Box>{t("practice.resetWhat")}</Box>
        <Box fontWeight="bold">{t("practice.resetSafe")}</Box>
      </SpaceBetween>
    </Modal>
  );
}
