import Button from "@cloudscape-design/components/button";
import type { FlashbarProps } from "@cloudscape-design/components/flashbar";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAccess } from "../../app/AccessContext";
import { ProblemText } from "../../components/ProblemText";
import { useNow } from "../../hooks/useNow";
import { LOOK_AGAIN, minutesLeft, WARN_MINUTES } from "./timeLeft";

type Notice = FlashbarProps.MessageDefinition;

/** What the person should know about how their sign-in stands. */
export function useAccessNotices(): Notice[] {
  const { t } = useTranslation();
  const known = useAccess();
  const now = useNow(LOOK_AGAIN);
  const [seen, setSeen] = useState<number | null>(null);
  const access = known?.access ?? null;
  if (known === null || access === null) return [];
  const { paused, expiresAt, asksAgain } = access;

  if (paused !== null) {
    return [
      {
        id: "paused",
        type: "error",
        header: t("paused.notice"),
        content: <ProblemText problem={paused.problem} withWhat />,
        action: (
          <Button data-testid="sign-in-again" onClick={known.signIn}>
            {t("paused.signIn")}
          </Button>
        ),
      },
    ];
  }
  if (expiresAt === null || !asksAgain || seen === expiresAt) return [];
  const left = minutesLeft(expiresAt, now);
  if (left >= WARN_MINUTES) return [];
  return [
    {
      id: "expiring",
      type: "warning",
      header: t("access.expiring", { count: left }),
      content: t("access.expiringMeans"),
      dismissible: true,
      dismissLabel: t("app.dismiss"),
      onDismiss: () => setSeen(expiresAt),
    },
  ];
}
