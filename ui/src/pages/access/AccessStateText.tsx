import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useContext } from "react";
import { useTranslation } from "react-i18next";
import { InstanceContext } from "../../app/InstanceContext";
import { StartContext } from "../../app/StartContext";
import { CopyButton } from "../../components/CopyButton";
import { technicalText } from "../../components/technicalText";
import { useFindingText } from "../../components/useFindingText";
import type { AccessState } from "../../ipc/generated/AccessState";
import type { Problem } from "../../ipc/generated/Problem";

/** Whether something may be done, in words. */
export function AccessStateText({ state }: { state: AccessState }) {
  const { t } = useTranslation();
  const textOf = useFindingText();
  switch (state.kind) {
    case "yes":
      return <StatusIndicator type="success">{t("access.state.yes")}</StatusIndicator>;
    case "notKnown":
      return <StatusIndicator type="pending">{t("access.state.notKnown")}</StatusIndicator>;
    case "forbidden":
      return (
        <>
          <StatusIndicator type="not-started">
            {state.source.kind === "managed"
              ? t("access.state.forbidden")
              : t("access.state.forbiddenByYou")}
          </StatusIndicator>
          {state.source.kind !== "default" && (
            <div className="path">
              {t("source.place", { file: state.source.file, line: state.source.line })}
            </div>
          )}
        </>
      );
    case "blocked": {
      const { file, line } = state.finding;
      return (
        <>
          <StatusIndicator type="error">{t("access.state.blocked")}</StatusIndicator>
          <div>{textOf(state.finding).what}</div>
          <div className="path">{t("source.place", { file, line })}</div>
        </>
      );
    }
    case "refused":
      return <Refused problem={state.problem} policy={state.policy} />;
  }
}

function Refused({ problem, policy }: { problem: Problem; policy: string | null }) {
  const { t } = useTranslation();
  const start = useContext(StartContext);
  const instance = useContext(InstanceContext);
  const forIt = () =>
    [technicalText(problem, { start, instance }, new Date()), policy].filter(Boolean).join("\n\n");
  return (
    <SpaceBetween size="xxs">
      <StatusIndicator type="error">{t("access.state.refused")}</StatusIndicator>
      <div>{t("app.sentence", { what: t(`problem.${problem.code}.what`) })}</div>
      {policy !== null && <div>{t("access.policyIncluded")}</div>}
      <CopyButton text={forIt}>{t("copy.forIt")}</CopyButton>
    </SpaceBetween>
  );
}
