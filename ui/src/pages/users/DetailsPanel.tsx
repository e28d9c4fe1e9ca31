import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import SplitPanel from "@cloudscape-design/components/split-panel";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useCallback, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
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
  const {
    value: user,
    problem,
    again,
  } = useAnswer(useCallback(() => client.userDetails(id), [client, id]));
  useAgainWhenNewer(readAt, again);

  const at = rows.findIndex((row) => row.id === id);
  const row = user?.row ?? rows[at];
  const previous = at > 0 ? rows[at - 1] : undefined;
  const next = at >= 0 ? rows[at + 1] : undefined;
  return (
    <SplitPanel
      header={row?.login ?? t("details.title")}
      headerDescription={row && <bdi>{`${row.firstName} ${row.lastName}`.trim()}</bdi>}
      headerActions={
        <SpaceBetween direction="horizontal" size="xxs">
          <Button
            iconName="angle-left"
            variant="icon"
            ariaLabel={t("details.previous")}
            disabled={previous === undefined}
            onClick={() => previous && onOpen(previous.id)}
          />
          <Button
            iconName="angle-right"
            variant="icon"
            ariaLabel={t("details.next")}
            disabled={next === undefined}
            onClick={() => next && onOpen(next.id)}
          />
        </SpaceBetween>
      }
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
      <div data-testid="details-panel">
        <SpaceBetween size="l">
          {problem !== null && <ProblemAlert problem={problem} onTryAgain={again} />}
          {user === null && problem === null && (
            <Box padding="l" textAlign="center">
              <StatusIndicator type="loading">{t("details.loading")}</StatusIndicator>
            </Box>
          )}
          {user !== null && problem === null && <UserSections user={user} />}
        </SpaceBetween>
      </div>
    </SplitPanel>
  );
}

function useAgainWhenNewer(readAt: number | null, again: () => void): void {
  const seen = useRef(readAt);
  useEffect(() => {
    if (seen.current === readAt) return;
    seen.current = readAt;
    again();
  }, [readAt, again]);
}
