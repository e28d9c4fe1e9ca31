import HelpPanel from "@cloudscape-design/components/help-panel";
import { useTranslation } from "react-i18next";
import { useStart } from "../../app/StartContext";

const PARTS = ["login", "askIt", "keys", "managed", "colours", "practice", "switching"] as const;

/** Instances and access in plain words. */
export function StartHelp() {
  const { t } = useTranslation();
  const { version } = useStart();
  return (
    <div className="own-text" data-own-text tabIndex={-1}>
      <HelpPanel header={<h2>{t("startHelp.title")}</h2>}>
        <p>{t("startHelp.intro")}</p>
        {PARTS.map((part) => (
          <div key={part}>
            <h3>{t(`startHelp.${part}Title`)}</h3>
            <p>{t(`startHelp.${part}`)}</p>
          </div>
        ))}
        <h3>{t("startHelp.aboutTitle")}</h3>
        <p>{t("help.version", { version })}</p>
      </HelpPanel>
    </div>
  );
}
