import AppLayout, { type AppLayoutProps } from "@cloudscape-design/components/app-layout";
import Flashbar, { type FlashbarProps } from "@cloudscape-design/components/flashbar";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { TopBar } from "./TopBar";

interface Props {
  /** Notices of the page, the most important first. */
  notices: FlashbarProps.MessageDefinition[];
  content: ReactNode;
  /** The help panel of the page. */
  help: ReactNode;
  /** A panel beside or below the content, while there is something to show in it. */
  splitPanel: ReactNode | null;
  onSplitPanelClose: () => void;
}

/** What is around every page: the bar at the top, notices, help and the split panel. */
export function Frame({ notices, content, help, splitPanel, onSplitPanelClose }: Props) {
  const { t } = useTranslation();
  const [helpOpen, setHelpOpen] = useState(false);
  const [practiceReset, setPracticeReset] = useState(false);
  const [panel, setPanel] = useState<AppLayoutProps.SplitPanelPreferences>({ position: "side" });
  const [panelSize, setPanelSize] = useState<number | undefined>(undefined);

  const items = practiceReset
    ? [
        {
          id: "practice-reset",
          type: "success" as const,
          content: t("practice.resetDone"),
          dismissible: true,
          dismissLabel: t("app.dismiss"),
          onDismiss: () => setPracticeReset(false),
        },
        ...notices,
      ]
    : notices;

  return (
    <>
      <TopBar
        onHelp={() => setHelpOpen((open) => !open)}
        onPracticeReset={() => setPracticeReset(true)}
      />
      <AppLayout
        headerSelector="#top-bar"
        contentType="table"
        navigationHide
        notifications={items.length === 0 ? null : <Flashbar items={items} stackItems />}
        content={content}
        tools={help}
        toolsHide={!helpOpen}
        toolsOpen={helpOpen}
        onToolsChange={({ detail }) => setHelpOpen(detail.open)}
        splitPanel={splitPanel}
        splitPanelOpen={splitPanel !== null}
        splitPanelPreferences={panel}
        splitPanelSize={panelSize}
        onSplitPanelPreferencesChange={({ detail }) => setPanel(detail)}
        onSplitPanelResize={({ detail }) => setPanelSize(detail.size)}
        onSplitPanelToggle={({ detail }) => {
          if (!detail.open) onSplitPanelClose();
        }}
        ariaLabels={{
          notifications: t("app.notifications"),
          tools: t("app.helpPanel"),
          toolsToggle: t("app.help"),
          toolsClose: t("app.closeHelp"),
        }}
      />
    </>
  );
}
