import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "../ipc/generated/Problem";
import { asProblem } from "../ipc/problem";
import { ProblemAlert } from "./ProblemAlert";

interface Props {
  /** The confirming button's, for tests. */
  testId: string;
  title: string;
  /** What the button that does it says. */
  confirm: string;
  work: () => Promise<unknown>;
  onDone: () => void;
  onClose: () => void;
  /** What it does and what it leaves alone. */
  children: ReactNode;
}

/** Says what something does, and does it when confirmed. */
export function ConfirmModal({ testId, title, confirm, work, onDone, onClose, children }: Props) {
  const { t } = useTranslation();
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const doIt = async () => {
    setWorking(true);
    setProblem(null);
    try {
      await work();
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
      header={title}
      closeAriaLabel={t("app.cancel")}
      onDismiss={() => {
        if (!working) onClose();
      }}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" disabled={working} onClick={onClose}>
              {t("app.cancel")}
            </Button>
            <Button data-testid={testId} variant="primary" loading={working} onClick={doIt}>
              {confirm}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {problem !== null && <ProblemAlert problem={problem} />}
        {children}
      </SpaceBetween>
    </Modal>
  );
}
