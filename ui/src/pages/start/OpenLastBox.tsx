import Checkbox from "@cloudscape-design/components/checkbox";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../components/ProblemAlert";
import { SourceText } from "../../components/SourceText";
import { useClient } from "../../ipc/ClientContext";
import type { InstancesPage } from "../../ipc/generated/InstancesPage";
import type { Problem } from "../../ipc/generated/Problem";
import { asProblem } from "../../ipc/problem";

interface Props {
  page: InstancesPage;
  onChanged: () => void;
}

/** Whether Roster begins with the instance that was open last. */
export function OpenLastBox({ page, onChanged }: Props) {
  const { t } = useTranslation();
  const client = useClient();
  const [problem, setProblem] = useState<Problem | null>(null);
  const managed = page.openLastSource.kind === "managed";
  const save = async (wished: boolean) => {
    setProblem(null);
    try {
      await client.saveOpenLast(wished);
    } catch (rejection) {
      setProblem(asProblem(rejection));
    }
    onChanged();
  };
  return (
    <SpaceBetween size="s">
      <Checkbox
        data-testid="open-last"
        checked={page.openLast}
        disabled={managed}
        description={managed && <SourceText source={page.openLastSource} />}
        onChange={({ detail }) => void save(detail.checked)}
      >
        {t("start.openLast")}
      </Checkbox>
      {problem !== null && <ProblemAlert problem={problem} />}
    </SpaceBetween>
  );
}
