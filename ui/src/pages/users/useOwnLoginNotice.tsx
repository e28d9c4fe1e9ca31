import Button from "@cloudscape-design/components/button";
import type { FlashbarProps } from "@cloudscape-design/components/flashbar";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAccess } from "../../app/AccessContext";
import { useInstance } from "../../app/InstanceContext";
import { HandsOnFocus } from "../../components/HandsOnFocus";
import { ProblemText } from "../../components/ProblemText";
import type { ListState } from "../../ipc/generated/ListState";
import { OwnLoginModal } from "../access/OwnLoginModal";
import { useSaveOwnLogin } from "../access/useSaveOwnLogin";
import { focusRefresh } from "./focus";

interface Asked {
  /** The question, among the notices. */
  notice: FlashbarProps.MessageDefinition | null;
  /** The dialog that answers it. */
  dialog: ReactNode;
}

/** Asks once, when there is a list, which of its users is the person themselves. */
export function useOwnLoginNotice(state: ListState | null): Asked {
  const { t } = useTranslation();
  const { practice } = useInstance();
  const ownLogin = useAccess()?.access?.ownLogin;
  const [choosing, setChoosing] = useState(false);
  const { save, saving, problem } = useSaveOwnLogin();
  if (practice || ownLogin?.kind !== "notAsked" || state?.readAt == null) {
    return { notice: null, dialog: null };
  }
  return {
    notice: {
      id: "own-login",
      type: "info",
      header: t("ownLogin.question"),
      content: (
        <>
          <div>{t("ownLogin.why")}</div>
          {problem !== null && <ProblemText problem={problem} withWhat />}
        </>
      ),
      action: (
        <HandsOnFocus to={focusRefresh}>
          <SpaceBetween direction="horizontal" size="xs">
            <Button data-testid="own-login-choose" onClick={() => setChoosing(true)}>
              {t("ownLogin.change")}
            </Button>
            <Button
              data-testid="own-login-without"
              loading={saving}
              onClick={() => void save(null)}
            >
              {t("ownLogin.saveNone")}
            </Button>
          </SpaceBetween>
        </HandsOnFocus>
      ),
    },
    dialog: choosing && (
      <OwnLoginModal suggestion={ownLogin.suggestion} onClose={() => setChoosing(false)} />
    ),
  };
}
