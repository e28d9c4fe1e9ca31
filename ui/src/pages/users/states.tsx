import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useTranslation } from "react-i18next";
import { useInstance } from "../../app/InstanceContext";
import { HandsOnFocus } from "../../components/HandsOnFocus";
import { ProblemAlert } from "../../components/ProblemAlert";
import type { ListState } from "../../ipc/generated/ListState";
import type { Progress } from "../../ipc/generated/Progress";
import { focusRefresh, focusSearch } from "./focus";
import { useProgressTold } from "./LoadProgressText";

interface Props {
  state: ListState;
  searched: boolean;
  filtered: boolean;
  onRefresh: () => void;
  onClearFilters: () => void;
}

/** What stands in place of the rows when there are none: each says what to do next. */
export function NoRows({ state, searched, filtered, onRefresh, onClearFilters }: Props) {
  const { t } = useTranslation();
  const refresh = { label: t("states.refresh"), onClick: onRefresh, handOn: focusRefresh };

  if (state.readAt === null) {
    switch (state.load.kind) {
      case "loading":
        return <FirstLoad progress={state.load.progress} />;
      case "failed":
        return (
          <Box textAlign="left" padding={{ vertical: "l" }}>
            <HandsOnFocus to={focusRefresh}>
              <ProblemAlert
                problem={state.load.problem}
                title={t("states.failedFirst.what")}
                onTryAgain={onRefresh}
              />
            </HandsOnFocus>
          </Box>
        );
      case "cancelled":
        return (
          <Message
            what={t("states.cancelledFirst.what")}
            lines={[t("states.cancelledFirst.means"), t("states.cancelledFirst.do")]}
            action={refresh}
          />
        );
      case "idle":
        return (
          <Message
            what={t("states.notLoaded.what")}
            lines={[t("states.notLoaded.do")]}
            action={refresh}
          />
        );
    }
  }
  // The rows may still be those of a search that has just been cleared: there is somebody.
  if (state.total !== 0) {
    const why = whyNobody(searched, filtered);
    return (
      <Message
        what={t("states.nothingMatches.what")}
        lines={[
          ...(why === null ? [] : [t(`states.nothingMatches.means.${why}`)]),
          t("states.nothingMatches.do"),
        ]}
        action={{ label: t("states.clearFilters"), onClick: onClearFilters, handOn: focusSearch }}
      />
    );
  }
  return (
    <Message
      what={t("states.empty.what")}
      lines={[t("states.empty.means"), t("states.empty.do")]}
      action={refresh}
    />
  );
}

function whyNobody(searched: boolean, filtered: boolean): "both" | "search" | "filter" | null {
  if (searched) return filtered ? "both" : "search";
  return filtered ? "filter" : null;
}

interface MessageProps {
  what: string;
  lines: string[];
  /** What to do, and where the keyboard goes when the button has gone. */
  action: { label: string; onClick: () => void; handOn: () => void };
}

function Message({ what, lines, action }: MessageProps) {
  return (
    <Box textAlign="center" color="inherit" padding={{ vertical: "l" }}>
      <SpaceBetween size="xs">
        <Box variant="h2">{what}</Box>
        {lines.map((line) => (
          <Box key={line} color="inherit">
            {line}
          </Box>
        ))}
        <HandsOnFocus to={action.handOn}>
          <Button onClick={action.onClick}>{action.label}</Button>
        </HandsOnFocus>
      </SpaceBetween>
    </Box>
  );
}

function FirstLoad({ progress }: { progress: Progress[] }) {
  const { t } = useTranslation();
  const { name } = useInstance();
  const told = useProgressTold();
  return (
    <Box textAlign="center" color="inherit" padding={{ vertical: "l" }}>
      <SpaceBetween size="s">
        <Box variant="h2">{t("load.first", { instance: name })}</Box>
        <ul className="plain-list">
          {progress.map((part) => (
            <li key={part.part}>
              <StatusIndicator type={part.done ? "success" : "in-progress"}>
                {t("load.brief", { part: t(`load.part.${part.part}`), progress: told(part) })}
              </StatusIndicator>
            </li>
          ))}
        </ul>
        <Box color="text-body-secondary">{t("load.firstHint")}</Box>
      </SpaceBetween>
    </Box>
  );
}
