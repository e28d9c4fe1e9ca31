import Button, { type ButtonProps } from "@cloudscape-design/components/button";
import { type Ref, useContext } from "react";
import { useTranslation } from "react-i18next";
import type { InstanceHeader } from "../ipc/generated/InstanceHeader";
import { useAccess } from "./AccessContext";
import { callerName } from "./callerName";
import { InstanceContext } from "./InstanceContext";
import { SettingsMenu } from "./SettingsMenu";
import { Switcher } from "./Switcher";
import type { Told } from "./useFrameNotices";

interface Props {
  helpButton: Ref<ButtonProps.Ref>;
  helpOpen: boolean;
  onHelp: () => void;
  onTell: (told: Told) => void;
}

/** Which instance this is, unmistakably, and what concerns the whole window. */
export function TopBar({ helpButton, helpOpen, onHelp, onTell }: Props) {
  const { t } = useTranslation();
  const instance = useContext(InstanceContext);
  const access = useAccess();
  return (
    <header id="top-bar" className={`top-bar ${lookOf(instance)}`}>
      {instance === null ? (
        <div className="top-bar-identity">
          <span className="top-bar-name">{t("app.name")}</span>
        </div>
      ) : (
        <Identity instance={instance} />
      )}
      <div className="top-bar-tools">
        {instance !== null && <Switcher instance={instance} onTell={onTell} />}
        {access !== null && (
          <Button data-testid="access" iconName="user-profile" onClick={access.show}>
            {t("access.button")}
          </Button>
        )}
        <SettingsMenu onTell={onTell} />
        <Button
          data-testid="help"
          ref={helpButton}
          iconName="status-info"
          ariaExpanded={helpOpen}
          onClick={onHelp}
        >
          {t("app.help")}
        </Button>
      </div>
    </header>
  );
}

function Identity({ instance }: { instance: InstanceHeader }) {
  const { t } = useTranslation();
  const arn = useAccess()?.access?.calledAs?.arn;
  return (
    <div className="top-bar-identity">
      <div className="top-bar-line">
        <bdi className="top-bar-name" title={instance.name}>
          {instance.name}
        </bdi>
        {instance.practice && (
          <span
            className="practice-badge"
            data-testid="practice-badge"
            title={t("app.practiceHint")}
          >
            {t("app.practiceBadge")}
          </span>
        )}
      </div>
      <div className="top-bar-line top-bar-details">
        <span>{t("app.region", { region: instance.region })}</span>
        {arn !== undefined && (
          <span className="top-bar-caller" title={arn}>
            {t("app.signedInAs", { name: callerName(arn) })}
          </span>
        )}
      </div>
    </div>
  );
}

function lookOf(instance: InstanceHeader | null): string {
  if (instance === null) return "";
  return instance.practice ? "top-bar-practice" : `top-bar-real colour-${instance.colour}`;
}
