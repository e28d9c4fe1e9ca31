import type { FlashbarProps } from "@cloudscape-design/components/flashbar";
import { useTranslation } from "react-i18next";
import { useAccess } from "../../app/AccessContext";
import { useInstance } from "../../app/InstanceContext";
import { HandsOnFocus } from "../../components/HandsOnFocus";
import type { ListState } from "../../ipc/generated/ListState";
import { OwnLoginForm } from "../access/OwnLoginForm";
import { focusRefresh } from "./focus";

/** Asks once, when there is a list, which of its users is the person themselves. */
export function useOwnLoginNotice(state: ListState | null): FlashbarProps.MessageDefinition | null {
  const { t } = useTranslation();
  const { practice } = useInstance();
  const ownLogin = useAccess()?.access?.ownLogin;
  if (practice || ownLogin?.kind !== "notAsked" || state?.readAt == null) return null;
  return {
    id: "own-login",
    type: "info",
    header: t("ownLogin.question"),
    content: (
      <HandsOnFocus to={focusRefresh}>
        <div>{t("ownLogin.why")}</div>
        <OwnLoginForm suggestion={ownLogin.suggestion} />
      </HandsOnFocus>
    ),
  };
}
