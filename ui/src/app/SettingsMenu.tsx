import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import { useContext, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "../ipc/ClientContext";
import type { Theme } from "../ipc/generated/Theme";
import { asProblem } from "../ipc/problem";
import { DetailsForIt } from "./DetailsForIt";
import { InstanceContext } from "./InstanceContext";
import { usePlaces } from "./PlacesContext";
import { useChosenPreferences } from "./PreferencesContext";
import { ResetPractice } from "./ResetPractice";
import type { Told } from "./useFrameNotices";

const THEMES: Theme[] = ["system", "light", "dark"];

/** What can be chosen, looked at and handed to IT from every page. */
export function SettingsMenu({ onTell }: { onTell: (told: Told) => void }) {
  const { t } = useTranslation();
  const client = useClient();
  const instance = useContext(InstanceContext);
  const { go } = usePlaces();
  const { preferences, change } = useChosenPreferences();
  const [dialog, setDialog] = useState<"reset" | "details" | null>(null);

  const openLogFolder = async () => {
    try {
      await client.openLogFolder();
    } catch (rejection) {
      onTell({ kind: "failed", problem: asProblem(rejection) });
    }
  };
  const choose = (item: string) => {
    switch (item) {
      case "settings":
        return go({ kind: "settings" });
      case "check":
        return instance !== null && go({ kind: "check", name: instance.name });
      case "logs":
        return void openLogFolder();
      case "details":
      case "reset":
        return setDialog(item);
    }
    const theme = THEMES.find((one) => item === `theme-${one}`);
    if (theme !== undefined) change((before) => ({ ...before, theme }));
  };
  return (
    <>
      <ButtonDropdown
        data-testid="settings"
        expandToViewport
        onItemClick={({ detail }) => choose(detail.id)}
        items={[
          {
            text: t("app.theme"),
            items: THEMES.map((theme) => ({
              id: `theme-${theme}`,
              itemType: "checkbox" as const,
              text: t(`app.themes.${theme}`),
              checked: theme === preferences.theme,
            })),
          },
          { id: "settings", text: t("app.allSettings") },
          ...(instance === null ? [] : [{ id: "check", text: t("check.action") }]),
          { id: "logs", text: t("app.openLogFolder") },
          { id: "details", text: t("copy.forIt") },
          ...(instance?.practice ? [{ id: "reset", text: t("practice.reset") }] : []),
        ]}
      >
        {t("app.settings")}
      </ButtonDropdown>
      {dialog === "reset" && (
        <ResetPractice
          onClose={() => setDialog(null)}
          onDone={() => onTell({ kind: "practiceReset" })}
        />
      )}
      {dialog === "details" && <DetailsForIt onClose={() => setDialog(null)} />}
    </>
  );
}
