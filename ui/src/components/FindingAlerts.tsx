import Alert from "@cloudscape-design/components/alert";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useTranslation } from "react-i18next";
import type { Finding } from "../ipc/generated/Finding";
import { CopyButton } from "./CopyButton";
import { useFindingText } from "./useFindingText";

/** So many are shown at once; more are there to be opened. */
const AT_ONCE = 3;

/** What is wrong in the settings files, one file after the other. */
export function FindingAlerts({ findings }: { findings: Finding[] }) {
  const files = [...new Set(findings.map(({ file }) => file))];
  if (files.length === 0) return null;
  return (
    <SpaceBetween size="s">
      {files.map((file) => (
        <FileAlert key={file} file={file} findings={findings.filter((one) => one.file === file)} />
      ))}
    </SpaceBetween>
  );
}

function FileAlert({ file, findings }: { file: string; findings: Finding[] }) {
  const { t } = useTranslation();
  const textOf = useFindingText();
  const blocking = findings.some(({ severity }) => severity === "blocking");
  const harmless = findings.every(({ severity }) => severity === "warning");
  const forIt = () =>
    findings
      .map((finding) => {
        const { what, mend } = textOf(finding);
        return `${finding.file}:${finding.line}:${finding.column}: ${what} ${mend}`;
      })
      .join("\n");
  const rest = findings.slice(AT_ONCE);
  return (
    <Alert
      data-testid="findings"
      type={harmless ? "warning" : "error"}
      header={t("findings.title")}
      action={<CopyButton text={forIt}>{t("copy.forIt")}</CopyButton>}
    >
      <SpaceBetween size="xs">
        <div className="path">{file}</div>
        {blocking && <strong>{t("findings.blocking")}</strong>}
        <Findings findings={findings.slice(0, AT_ONCE)} />
        {rest.length > 0 && (
          <ExpandableSection headerText={t("findings.more", { count: rest.length })}>
            <Findings findings={rest} />
          </ExpandableSection>
        )}
      </SpaceBetween>
    </Alert>
  );
}

function Findings({ findings }: { findings: Finding[] }) {
  const { t } = useTranslation();
  const textOf = useFindingText();
  return (
    <ul className="findings">
      {findings.map((finding) => {
        const { what, mend } = textOf(finding);
        return (
          <li key={`${finding.line}:${finding.column}:${finding.code}`}>
            {t("findings.line", { line: finding.line, what })} {mend}
          </li>
        );
      })}
    </ul>
  );
}
