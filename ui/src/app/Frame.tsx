import AppLayout, { type AppLayoutProps } from "@cloudscape-design/components/app-layout";
import type { ButtonProps } from "@cloudscape-design/components/button";
import Flashbar, { type FlashbarProps } from "@cloudscape-design/components/flashbar";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { usePlaces } from "./PlacesContext";
import { TopBar } from "./TopBar";
import { useFrameNotices } from "./useFrameNotices";

interface Props {
  /** Notices of the page, the most important first. */
  notices?: FlashbarProps.MessageDefinition[];
  content: ReactNode;
  contentType?: AppLayoutProps.ContentType;
  /** The help panel of the page. */
  help: ReactNode;
  /** A panel beside or below the content, while there is something to show in it. */
  splitPanel?: ReactNode | null;
  onSplitPanelClose?: () => void;
}

/** Below this width, in CSS pixels, a panel beside the table leaves no room for either. */
const ROOM_FOR_SIDE = 1000;

const NO_NOTICES: FlashbarProps.MessageDefinition[] = [];

/** What is around every page: the bar at the top, notices, help and the split panel. */
export function Frame({
  notices = NO_NOTICES,
  content,
  contentType = "default",
  help,
  splitPanel = null,
  onSplitPanelClose,
}: Props) {
  const { t } = useTranslation();
  const [helpOpen, setHelpOpen] = useState(false);
  const helpButton = useRef<ButtonProps.Ref>(null);
  const layout = useRef<AppLayoutProps.Ref>(null);
  const { notices: items, tell } = useFrameNotices(notices);
  const [panel, setPanel] = useState<AppLayoutProps.SplitPanelPreferences>(() => ({
    position: window.innerWidth < ROOM_FOR_SIDE ? "bottom" : "side",
  }));
  const [panelSize, setPanelSize] = useState<number | undefined>(undefined);
  useTitleFocus();

  // The keyboard goes into the help when it opens, and back to its button when it closes.
  const wasOpen = useRef(false);
  useEffect(() => {
    if (helpOpen) layout.current?.focusToolsClose();
    else if (wasOpen.current) helpButton.current?.focus();
    wasOpen.current = helpOpen;
  }, [helpOpen]);

  return (
    <>
      <TopBar
        helpButton={helpButton}
        helpOpen={helpOpen}
        onHelp={() => setHelpOpen((open) => !open)}
        onTell={tell}
      />
      <AppLayout
        ref={layout}
        headerSelector="#top-bar"
        contentType={contentType}
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
          if (!detail.open) onSplitPanelClose?.();
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

/** Puts the keyboard on the title of a page that the person has come to. */
function useTitleFocus(): void {
  const { moved } = usePlaces();
  const wanted = useRef(moved);
  useEffect(() => {
    if (!wanted.current) return;
    // A page that is still asking for what it shows has no title yet.
    const title = document.querySelector("h1");
    if (title === null) return;
    wanted.current = false;
    title.tabIndex = -1;
    title.focus();
  });
}
