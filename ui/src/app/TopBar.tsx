import Box from "@cloudscape-design/components/box";
import Button, { type ButtonProps } from "@cloudscape-design/components/button";
import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type Ref, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Theme } from "../ipc/generated/Theme";
import { useChosenPreferences } from "./PreferencesContext";
import { ResetPractice } from "./ResetPractice";
import { useStart } from "./StartContext";

const THEMES: Theme[] = ["system", "light", "dark"];
const RESET = "practice-reset";

interface Props {
  helpButton: Ref<ButtonProps.Ref>;
  helpOpen: boolean;
  onHelp: () => void;
  onPracticeReset: () => void;
}

/** Which instance this is, unmistakably, and what concerns the whole window. */
export function TopBar({ helpButton, helpOpen, onHelp, onPracticeReset }: Props) {
  const { t } = useTranslation();
  const { instance } = useStart();
  const { preferences, change } = useChosenPreferences();
  const [resetting, setResetting] = useState(false);

  const choose = (item: string) => {
    if (item === RESET) setResetting(true);
    const theme = THEMES.find((one) => item === `theme-${one}`);
    if (theme !== undefined) change((before) => ({ ...before, theme }));
  };
  return (
    <header id="top-bar" className={instance.practice ? "top-bar top-bar-practice" : "top-bar"}>
      <div className="top-bar-identity">
        <div className="top-bar-instance">
          <Box variant="span" fontSize="heading-m" fontWeight="bold">
            <bdi title={instance.name}>{instance.name}</bdi>
          </Box>
        </div>
        <Box variant="span" color="text-body-secondary">
          {t("app.region", { region: instance.region })}
        </Box>
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
      <SpaceBetween direction="horizontal" size="xs" alignItems="center">
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
            ...(instance.practice ? [{ id: RESET, text: t("practice.reset") }] : []),
          ]}
        >
          {t("app.settings")}
        </ButtonDropdown>
        <Button
          data-testid="help"
          ref={helpButton}
          iconName="status-info"
          ariaExpanded={helpOpen}
          onClick={onHelp}
        >
          {t("app.help")}
        </Button>
      </SpaceBetween>
      {resetting && <ResetPractice onClose={() => setResetting(false)} onDone={onPracticeReset} />}
    </header>
  );
}
