import Box from "@cloudscape-design/components/box";
import HelpPanel from "@cloudscape-design/components/help-panel";
import { useTranslation } from "react-i18next";
import { useAccess } from "../../app/AccessContext";
import { useStart } from "../../app/StartContext";
import type { ListState } from "../../ipc/generated/ListState";

const KEYS = ["search", "arrows", "space", "enter", "escape", "selectAll"] as const;

/** The page in plain words. */
export function UsersHelp({ state }: { state: ListState | null }) {
  const { t } = useTranslation();
  const { version } = useStart();
  const calledAs = useAccess()?.access?.calledAs ?? null;
  const calls = Object.values(state?.calls ?? {}).reduce((sum, count) => sum + count, 0);
  return (
    <div className="own-text" data-own-text tabIndex={-1}>
      <HelpPanel header={<h2>{t("users.title")}</h2>}>
        <p>{t("help.intro")}</p>
        <h3>{t("help.listTitle")}</h3>
        <p>{t("help.list")}</p>
        <h3>{t("help.findTitle")}</h3>
        <p>{t("help.find")}</p>
        <h3>{t("help.selectTitle")}</h3>
        <p>{t("help.selectRow")}</p>
        <p>{t("help.selectKept")}</p>
        <p>{t("help.selectFixed")}</p>
        <h3>{t("help.incompleteTitle")}</h3>
        <p>{t("help.incomplete")}</p>
        <h3>{t("help.unknownTitle")}</h3>
        <p>{t("help.unknown")}</p>
        <h3>{t("help.emailTitle")}</h3>
        <p>{t("help.email")}</p>
        <h3>{t("help.keysTitle")}</h3>
        <dl>
          {KEYS.map((key) => (
            <div key={key}>
              <dt>
                <kbd>{t(`help.keyNames.${key}`)}</kbd>
              </dt>
              <dd>{t(`help.keys.${key}`)}</dd>
            </div>
          ))}
        </dl>
        <h3>{t("help.aboutTitle")}</h3>
        <ul>
          {calledAs !== null && (
            <>
              <li>{t("help.aboutAccount", { account: calledAs.account })}</li>
              <li>
                <Box variant="span">{t("help.aboutCaller", { arn: calledAs.arn })}</Box>
              </li>
            </>
          )}
          {calls > 0 && <li>{t("help.aboutCalls", { count: calls })}</li>}
          <li>{t("help.version", { version })}</li>
        </ul>
      </HelpPanel>
    </div>
  );
}
