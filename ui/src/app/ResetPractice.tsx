import Box from "@cloudscape-design/components/box";
import { useTranslation } from "react-i18next";
import { ConfirmModal } from "../components/ConfirmModal";
import { useClient } from "../ipc/ClientContext";

interface Props {
  onClose: () => void;
  /** Called when the practice instance has been reset. */
  onDone: () => void;
}

/** Says what a reset of the practice instance does, and does it when confirmed. */
export function ResetPractice({ onClose, onDone }: Props) {
  const { t } = useTranslation();
  const client = useClient();
  return (
    <ConfirmModal
      testId="practice-reset-confirm"
      title={t("practice.resetTitle")}
      confirm={t("practice.resetConfirm")}
      work={() => client.resetPractice()}
      onDone={onDone}
      onClose={onClose}
    >
      <Box>{t("practice.resetWhat")}</Box>
      <Box fontWeight="bold">{t("practice.resetSafe")}</Box>
    </ConfirmModal>
  );
}
