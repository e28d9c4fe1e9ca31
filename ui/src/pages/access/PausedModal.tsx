import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { ProblemText } from "../../components/ProblemText";
import { useClient } from "../../ipc/ClientContext";
import type { OpeningAnswer } from "../../ipc/generated/OpeningAnswer";
import type { Paused } from "../../ipc/generated/Paused";
import { StepForms } from "../opening/StepForms";

interface Props {
  paused: Paused;
  /** Puts it off: the work stays paused. */
  onClose: () => void;
}

/** Asks the person to sign in again, so that work goes on. */
export function PausedModal({ paused: { problem, step }, onClose }: Props) {
  const { t } = useTranslation();
  const client = useClient();
  const answer = useCallback((given: OpeningAnswer) => client.answerAccess(given), [client]);
  return (
    <Modal
      visible
      data-testid="paused"
      header={t("paused.title")}
      closeAriaLabel={t("paused.later")}
      onDismiss={onClose}
    >
      <SpaceBetween size="l">
        {step.kind !== "failed" && (
          <Alert type="warning" header={t(`problem.${problem.code}.what`)}>
            <ProblemText problem={problem} />
          </Alert>
        )}
        <Box>{t("paused.means")}</Box>
        <StepForms step={step} answer={answer} />
      </SpaceBetween>
    </Modal>
  );
}
