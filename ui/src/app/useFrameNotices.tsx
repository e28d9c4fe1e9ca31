import Button from "@cloudscape-design/components/button";
import type { FlashbarProps } from "@cloudscape-design/components/flashbar";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CopyForIt } from "../components/CopyForIt";
import { ProblemText } from "../components/ProblemText";
import type { Problem } from "../ipc/generated/Problem";
import { useAccessNotices } from "../pages/access/useAccessNotices";
import { useNews } from "./NewsContext";

type Notice = FlashbarProps.MessageDefinition;

/** What became of something that was asked for in the bar at the top. */
export type Told = { kind: "practiceReset" } | { kind: "failed"; problem: Problem };

/** The notices of a page with those that concern the whole window before them. */
export function useFrameNotices(page: Notice[]) {
  const { t } = useTranslation();
  const news = useNews();
  const access = useAccessNotices();
  const [told, setTold] = useState<Told | null>(null);
  const notices: Notice[] = [];

  const dismissible = {
    dismissible: true,
    dismissLabel: t("app.dismiss"),
    onDismiss: () => setTold(null),
  };
  if (told?.kind === "practiceReset") {
    notices.push({
      id: "practice-reset",
      type: "success",
      content: t("practice.resetDone"),
      ...dismissible,
    });
  }
  if (told?.kind === "failed") {
    notices.push({
      id: "frame-problem",
      type: "error",
      header: t(`problem.${told.problem.code}.what`),
      content: <ProblemText problem={told.problem} />,
      action: <CopyForIt problem={told.problem} />,
      ...dismissible,
    });
  }
  // A page that can't be told of changes says so itself, and asks for all of them again.
  if (news.problem !== null && page.every(({ id }) => id !== "unanswered")) {
    notices.push({
      id: "no-news",
      type: "error",
      header: t(`problem.${news.problem.code}.what`),
      content: <ProblemText problem={news.problem} />,
      action: (
        <SpaceBetween direction="horizontal" size="xs">
          <Button onClick={news.askAgain}>{t("details.tryAgain")}</Button>
          <CopyForIt problem={news.problem} />
        </SpaceBetween>
      ),
    });
  }
  return { notices: [...notices, ...access, ...page], tell: setTold };
}
