import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { StartHelp } from "../pages/start/StartHelp";
import { Frame } from "./Frame";
import { usePlaces } from "./PlacesContext";

interface Props {
  testId: string;
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A page that the person went to from another, with the way back: a button and Escape. */
export function Subpage({ testId, title, description, actions, children }: Props) {
  const { t } = useTranslation();
  const { back } = usePlaces();
  useEscape(back);
  return (
    <Frame
      help={<StartHelp />}
      content={
        <div data-testid={testId} className="own-text" data-own-text tabIndex={-1}>
          <SpaceBetween size="l">
            <Header
              variant="h1"
              description={description}
              actions={
                <SpaceBetween direction="horizontal" size="xs">
                  {actions}
                  <Button data-testid="back" iconName="arrow-left" onClick={back}>
                    {t("app.back")}
                  </Button>
                </SpaceBetween>
              }
            >
              {title}
            </Header>
            {children}
          </SpaceBetween>
        </div>
      }
    />
  );
}

/** What has Escape to itself: something that is being typed, and whatever lies over the page. */
const TAKEN =
  'input:not([type=checkbox], [type=radio]), textarea, [role="dialog"], [role="menu"], [role="listbox"], [aria-expanded="true"]';

function useEscape(back: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { key, target, defaultPrevented } = event;
      if (key !== "Escape" || defaultPrevented || !(target instanceof Element)) return;
      if (target.closest(TAKEN) !== null || document.querySelector('[role="dialog"]')) return;
      back();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [back]);
}
