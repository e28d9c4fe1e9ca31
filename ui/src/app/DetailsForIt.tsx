import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "../components/CopyButton";
import { PlainText } from "../components/PlainText";
import { ProblemAlert } from "../components/ProblemAlert";
import { useAnswer } from "../hooks/useAnswer";
import { useClient } from "../ipc/ClientContext";

/** What IT is told of this installation, to be looked at before it is copied. */
export function DetailsForIt({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const client = useClient();
  const { value, problem, again } = useAnswer(useCallback(() => client.detailsForIt(), [client]));
  return (
    <Modal
      visible
      size="large"
      header={t("itDetails.title")}
      closeAriaLabel={t("app.close")}
      onDismiss={onClose}
    >
      <SpaceBetween size="m">
        <div>{t("itDetails.means")}</div>
        {problem !== null && <ProblemAlert problem={problem} onTryAgain={again} />}
        {value === null && problem === null && (
          <StatusIndicator type="loading">{t("itDetails.loading")}</StatusIndicator>
        )}
        {value !== null && (
          <>
            <CopyButton text={value}>{t("copy.forIt")}</CopyButton>
            <PlainText label={t("itDetails.title")} text={value} />
          </>
        )}
      </SpaceBetween>
    </Modal>
  );
}
