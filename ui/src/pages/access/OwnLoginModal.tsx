import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useTranslation } from "react-i18next";
import { OwnLoginForm } from "./OwnLoginForm";

interface Props {
  suggestion: string | null;
  onClose: () => void;
}

/** Asks, over the page, which login is the person's own. */
export function OwnLoginModal({ suggestion, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      visible
      header={t("ownLogin.question")}
      closeAriaLabel={t("app.close")}
      onDismiss={onClose}
    >
      <SpaceBetween size="m">
        <div>{t("ownLogin.why")}</div>
        <OwnLoginForm suggestion={suggestion} onDone={onClose} />
      </SpaceBetween>
    </Modal>
  );
}
