import AppLayout, { type AppLayoutProps } from "@cloudscape-design/components/app-layout";
import type { ButtonProps } from "@cloudscape-design/components/button";
import Flashbar, { type FlashbarProps } from "@cloudscape-design/components/flashbar";
import { type ReactNode, useEffect, useRef, useState } from "react";
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

/** Below this width, in CSS pixels, a panel beside the table leaves no room for either. */
const ROOM_FOR_SIDE = 1000;

/** What is around every page: the bar at the top, notices, help and the split panel. */
export function Frame({ notices, content, help, splitPanel, onSplitPanelClose }: Props) {
  const { t } = useTranslation();
  const [helpOpen, setHelpOpen] = useState(false);
  const helpButton = useRef<ButtonProps.Ref>(null);
  const layout = useRef<AppLayoutProps.Ref>(null);
  const [practiceReset, setPracticeReset] = useState(false);
  const [panel, setPanel] = useState<AppLayoutProps.SplitPanelPreferences>(() => ({
    position: window.innerWidth < ROOM_FOR_SIDE ? "bottom" : "side",
  }));
  const [panelSize, setPanelSize] = useState<number | undefined>(undefined);

  // The keyboard goes into the help when it opens, and back to its button when it closes.
  const wasOpen = useRef(false);
  useEffect(() => {
    if (helpOpen) layout.current?.focusToolsClose();
    else if (wasOpen.current) helpButton.current?.focus();
    wasOpen.current = helpOpen;
  }, [helpOpen]);

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
        helpButton={helpButton}
        helpOpen={helpOpen}
        onHelp={() => setHelpOpen((open) => !open)}
        onPracticeReset={() => setPracticeReset(true)}
      />
      <AppLayout
        ref={layout}
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
