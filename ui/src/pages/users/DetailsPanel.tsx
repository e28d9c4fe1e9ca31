import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import SplitPanel from "@cloudscape-design/components/split-panel";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useCallback, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { HandsOnFocus } from "../../components/HandsOnFocus";
import { ProblemAlert } from "../../components/ProblemAlert";
import { useAnswer } from "../../hooks/useAnswer";
import { useClient } from "../../ipc/ClientContext";
import type { UserRow } from "../../ipc/generated/UserRow";
import { UserSections } from "./UserSections";

interface Props {
  id: string;
  /** The rows of the page that is shown, to go to the next or the previous user. */
  rows: readonly UserRow[];
  /** When the list was read: a newer list has the user read anew too. */
  readAt: number | null;
  onOpen: (id: string) => void;
}

/** One user whole, beside or below the table. */
export function DetailsPanel({ id, rows, readAt, onOpen }: Props) {
  const { t } = useTranslation();
  const client = useClient();
  const { value, problem, again } = useAnswer(
    useCallback(() => client.userDetails(id), [client, id]),
  );
  useAgainWhenNewer(readAt, again);
  // The answer about the user before stays until the new one has come.
  const user = value?.row.id === id ? value : null;

  const at = rows.findIndex((row) => row.id === id);
  const row = user?.row ?? rows[at];
  const previous = at > 0 ? rows[at - 1] : undefined;
  const next = at >= 0 ? rows[at + 1] : undefined;
  return (
    <SplitPanel
      header={row?.login ?? t("details.title")}
      headerDescription={row && <OneLine text={`${row.firstName} ${row.lastName}`.trim()} />}
      closeBehavior="hide"
      i18nStrings={{
        closeButtonAriaLabel: t("details.close"),
        openButtonAriaLabel: t("details.open"),
        resizeHandleAriaLabel: t("details.resize"),
        preferencesTitle: t("details.layout"),
        preferencesPositionLabel: t("details.layoutLabel"),
        preferencesPositionDescription: t("details.layoutHint"),
        preferencesPositionSide: t("details.side"),
        preferencesPositionBottom: t("details.bottom"),
        preferencesConfirm: t("preferences.confirm"),
        preferencesCancel: t("preferences.cancel"),
      }}
    >
      <div className="own-text" data-testid="details-panel" data-own-text tabIndex={-1}>
        <SpaceBetween size="l">
          <SpaceBetween direction="horizontal" size="xs">
            <Button
              iconName="angle-left"
              disabled={previous === undefined}
              disabledReason={t("details.first")}
              onClick={() => previous && onOpen(previous.id)}
            >
              {t("details.previous")}
            </Button>
            <Button
              iconName="angle-right"
              iconAlign="right"
              disabled={next === undefined}
              disabledReason={t("details.last")}
              onClick={() => next && onOpen(next.id)}
            >
              {t("details.next")}
            </Button>
          </SpaceBetween>
          {problem !== null && (
            <HandsOnFocus>
              <ProblemAlert problem={problem} onTryAgain={again} />
            </HandsOnFocus>
          )}
          {user === null && problem === null && (
            <Box padding="l" textAlign="center">
              <StatusIndicator type="loading">{t("details.loading")}</StatusIndicator>
            </Box>
          )}
          {user !== null && problem === null && <UserSections key={id} user={user} />}
        </SpaceBetween>
      </div>
    </SplitPanel>
  );
}

function OneLine({ text }: { text: string }) {
  return (
    <bdi className="one-line" title={text}>
      {text}
    </bdi>
  );
}

function useAgainWhenNewer(readAt: number | null, again: () => void): void {
  const seen = useRef(readAt);
  useEffect(() => {
    // While nothing is read there is nothing newer to ask for.
    if (readAt === null || seen.current === readAt) return;
    seen.current = readAt;
    again();
  }, [readAt, again]);
}
