import Button from "@cloudscape-design/components/button";
import type { FlashbarProps } from "@cloudscape-design/components/flashbar";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useChosenPreferences } from "../../app/PreferencesContext";
import { useStart } from "../../app/StartContext";
import { CopyForIt } from "../../components/CopyForIt";
import { HandsOnFocus } from "../../components/HandsOnFocus";
import { ProblemText } from "../../components/ProblemText";
import { useFormat } from "../../i18n/format";
import type { Column } from "../../ipc/generated/Column";
import type { Gap } from "../../ipc/generated/Gap";
import type { ListState } from "../../ipc/generated/ListState";
import type { Problem } from "../../ipc/generated/Problem";
import { focusRefresh } from "./focus";
import { useReadAt } from "./useReadAt";

interface Options {
  state: ListState | null;
  /** Why something that was asked for just now failed. */
  problem: Problem | null;
  onDismissProblem: () => void;
  /** Why the list can't be shown as it is now. */
  unanswered: Problem | null;
  onAskAgain: () => void;
  onRefresh: () => void;
}

/** Columns that show IDs, rather than nothing, when their names could not be read. */
const NAMED: ReadonlySet<Column> = new Set(["routingProfile", "securityProfiles", "hierarchy"]);

/** The notice about preferences, which a reading of the list does not bring back. */
const PREFERENCES = "preferences-read";

type Notice = FlashbarProps.MessageDefinition;

/** What the person should know about the list, the most important first. */
export function useNotices(options: Options): Notice[] {
  const { state, problem, onDismissProblem, unanswered, onAskAgain, onRefresh } = options;
  const { t } = useTranslation();
  const format = useFormat();
  const readAt = useReadAt();
  const start = useStart();
  const preferences = useChosenPreferences();
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const notices: Notice[] = [];

  // What was put away is about the reading before.
  const loading = state?.load.kind === "loading";
  useEffect(() => {
    if (loading) setSeen((before) => new Set([...before].filter((id) => id === PREFERENCES)));
  }, [loading]);

  const dismissible = (id: string) => ({
    id,
    dismissible: true,
    dismissLabel: t("app.dismiss"),
    onDismiss: () => setSeen((before) => new Set(before).add(id)),
  });
  const actions = (about: Problem | null, withRefresh: boolean) => (
    <HandsOnFocus to={focusRefresh}>
      <SpaceBetween direction="horizontal" size="xs">
        {withRefresh && <Button onClick={onRefresh}>{t("states.refresh")}</Button>}
        {about !== null && <CopyForIt problem={about} />}
      </SpaceBetween>
    </HandsOnFocus>
  );

  if (problem !== null) {
    notices.push({
      id: "problem",
      type: "error",
      header: t(`problem.${problem.code}.what`),
      content: <ProblemText problem={problem} />,
      action: actions(problem, false),
      dismissible: true,
      dismissLabel: t("app.dismiss"),
      onDismiss: onDismissProblem,
    });
  }
  if (unanswered !== null) {
    notices.push({
      id: "unanswered",
      type: "error",
      header: t(`problem.${unanswered.code}.what`),
      content: <ProblemText problem={unanswered} />,
      action: (
        <HandsOnFocus to={focusRefresh}>
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={onAskAgain}>{t("details.tryAgain")}</Button>
            <CopyForIt problem={unanswered} />
          </SpaceBetween>
        </HandsOnFocus>
      ),
    });
  }
  if (state?.readAt != null) {
    const when = readAt(state.readAt);
    if (state.load.kind === "failed") {
      const failure = state.load.problem;
      notices.push({
        id: "failed",
        type: "error",
        header: t("states.failed.what", { problem: t(`problem.${failure.code}.what`) }),
        content: (
          <>
            <ProblemText problem={failure} />
            <div>{t("states.failed.earlier", { when })}</div>
          </>
        ),
        action: actions(failure, true),
      });
    }
    if (state.load.kind === "cancelled") {
      notices.push({
        ...dismissible("cancelled"),
        type: "info",
        header: t("states.cancelled.what"),
        content: t("states.cancelled.means", { when }),
        action: actions(null, true),
      });
    }
    if (state.wholeness.kind === "missing") {
      notices.push({
        id: "missing",
        type: "warning",
        header: t("states.missing.what", { count: state.wholeness.users }),
        content: (
          <>
            <div>{t("states.missing.means")}</div>
            <div>{t("states.missing.do")}</div>
          </>
        ),
        action: actions(null, true),
      });
    }
    if (state.wholeness.kind === "doubtful") {
      notices.push({
        id: "doubtful",
        type: "warning",
        header: t("states.doubtful.what"),
        content: (
          <>
            <div>{t("states.doubtful.means", { count: state.wholeness.users })}</div>
            <div>{t("states.doubtful.do")}</div>
          </>
        ),
        action: actions(null, true),
      });
    }
    if (state.wholeness.kind === "unchecked") {
      const why = state.wholeness.problem;
      notices.push({
        id: "unchecked",
        type: "warning",
        header: t("states.unchecked.what"),
        content: (
          <>
            <div>{t("states.unchecked.means")}</div>
            <div>{t("app.sentence", { what: t(`problem.${why.code}.what`) })}</div>
            <div>{t(`problem.${why.code}.do`)}</div>
          </>
        ),
        action: actions(why, true),
      });
    }
    for (const { columns, problem: why } of toldOf(state)) {
      const names = columns.map((column) => t(`columns.${column}`));
      notices.push({
        ...dismissible(`gap-${columns.join("-")}`),
        type: "warning",
        header: t("states.gaps.what", { columns: format.list(names) }),
        content: (
          <>
            <ProblemText problem={why} withWhat />
            <GapMeans columns={columns} />
          </>
        ),
        action: actions(why, false),
      });
    }
  }
  if (preferences.problem !== null) {
    notices.push({
      id: "preferences-save",
      type: "warning",
      header: t("preferences.saveFailed"),
      content: <ProblemText problem={preferences.problem} />,
      action: actions(preferences.problem, false),
      dismissible: true,
      dismissLabel: t("app.dismiss"),
      onDismiss: preferences.dismissProblem,
    });
  }
  if (start.preferencesProblem !== null) {
    notices.push({
      ...dismissible(PREFERENCES),
      type: "warning",
      header: t("preferences.readFailed"),
      content: <ProblemText problem={start.preferencesProblem} />,
      action: actions(start.preferencesProblem, false),
    });
  }
  return notices.filter(({ id }) => id === undefined || !seen.has(id));
}

/** The gaps, but for the dates where the notice that one list is missing tells of it already. */
function toldOf({ gaps, wholeness }: ListState): Gap[] {
  return gaps.filter(
    ({ columns, problem }) =>
      wholeness.kind !== "unchecked" ||
      wholeness.problem.code !== problem.code ||
      columns.some((column) => column !== "lastChanged"),
  );
}

/** What the table shows where something could not be read. */
function GapMeans({ columns }: { columns: Column[] }) {
  const { t } = useTranslation();
  const named = columns.filter((column) => NAMED.has(column)).length;
  const unknown = columns.length - named;
  return (
    <>
      {unknown > 0 && <div>{t("states.gaps.unknown", { count: unknown })}</div>}
      {named > 0 && <div>{t("states.gaps.ids", { count: named })}</div>}
    </>
  );
}
